using Aevrion.Grains.Interfaces.Gateway;

namespace Aevrion.Client;

/// <summary>The body of an answer, read through the cluster as it arrives.</summary>
internal sealed class ClusterStream(IApiStreamGrain grain) : Stream
{
    private ReadOnlyMemory<byte> _rest;
    private bool _isAtEnd;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_rest.IsEmpty && !_isAtEnd)
        {
            var chunk = await ReadChunkAsync(cancellationToken).ConfigureAwait(false);
            (_rest, _isAtEnd) = (chunk.Bytes, chunk.IsLast);
        }

        var count = Math.Min(buffer.Length, _rest.Length);
        _rest[..count].CopyTo(buffer);
        _rest = _rest[count..];
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read it asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        // The silo gives up by itself what nobody reads; this only makes it sooner.
        if (disposing && !_isAtEnd)
            _ = CloseAsync();
        base.Dispose(disposing);
    }

    private async Task CloseAsync()
    {
        try
        {
            await grain.Close().ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // Nobody waits for it, and it makes no difference but to the time.
        }
    }

    private async Task<ApiChunk> ReadChunkAsync(CancellationToken cancellationToken)
    {
        try
        {
            var chunk = await grain.Read().WaitAsync(cancellationToken).ConfigureAwait(false);
            return chunk.IsBroken ? throw new IOException("The answer broke off before its end.") : chunk;
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or IOException))
        {
            throw new IOException($"The cluster did not answer: {failure.Message}", failure);
        }
    }
}
