using System.Net;

namespace Aevrion.Client.Transport;

/// <summary>Sends an <see cref="UploadSource"/> piece by piece.</summary>
internal sealed class UploadContent(UploadSource source) : HttpContent
{
    private const int PieceBytes = 128 * 1024;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        source.Rewind();
        var piece = new byte[PieceBytes];
        var sent = 0L;
        int read;
        while ((read = await source.Content.ReadAsync(piece, cancellationToken).ConfigureAwait(false)) > 0)
        {
            await stream.WriteAsync(piece.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            source.Progress?.Report(sent += read);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = source.Length.GetValueOrDefault();
        return source.Length is not null;
    }
}
