namespace Aevrion.Fuzz.Tests.Targets;

/// <summary>Bytes in memory that come in pieces of many sizes, as they do off a connection.</summary>
internal sealed class DrippingStream(byte[] bytes) : MemoryStream(bytes)
{
    private static readonly int[] Pieces = [1, 3, 2, 700, 5, 64, 4096];

    private int _reads;

    public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, Pieces[_reads++ % Pieces.Length])]);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));
}
