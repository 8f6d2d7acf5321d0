using System.Net;

namespace Aevrion.Silo.Tests.Hosting;

/// <summary>A body that is announced and must never be asked for.</summary>
internal sealed class UnsentContent(long lengthBytes) : HttpContent
{
    protected override bool TryComputeLength(out long length)
    {
        length = lengthBytes;
        return true;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        throw new InvalidOperationException("The silo asked for a body that it should have refused.");
}
