using System.IO.Pipelines;

namespace Aevrion.Silo.Http.Refusals;

/// <summary>
/// A connection's output that can be taken over once: from then on what the server writes is dropped, and the answer given here stands
/// in its place. Until then it costs one indirection.
/// </summary>
internal sealed class ReplaceableOutput(PipeWriter inner) : PipeWriter
{
    private byte[]? _dropped;

    /// <inheritdoc/>
    public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

    /// <inheritdoc/>
    public override long UnflushedBytes => inner.UnflushedBytes;

    /// <summary>Writes the last answer of this connection. The server's next flush sends it.</summary>
    public void Replace(ReadOnlySpan<byte> answer)
    {
        _dropped = [];
        answer.CopyTo(inner.GetSpan(answer.Length));
        inner.Advance(answer.Length);
    }

    /// <inheritdoc/>
    public override void Advance(int bytes)
    {
        if (_dropped is null)
            inner.Advance(bytes);
    }

    /// <inheritdoc/>
    public override Memory<byte> GetMemory(int sizeHint = 0) => _dropped is null ? inner.GetMemory(sizeHint) : Droppable(sizeHint);

    /// <inheritdoc/>
    public override Span<byte> GetSpan(int sizeHint = 0) => _dropped is null ? inner.GetSpan(sizeHint) : Droppable(sizeHint);

    /// <inheritdoc/>
    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => inner.FlushAsync(cancellationToken);

    /// <inheritdoc/>
    public override ValueTask<FlushResult> WriteAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default) =>
        _dropped is null ? inner.WriteAsync(source, cancellationToken) : inner.FlushAsync(cancellationToken);

    /// <inheritdoc/>
    public override void CancelPendingFlush() => inner.CancelPendingFlush();

    /// <inheritdoc/>
    public override void Complete(Exception? exception = null) => inner.Complete(exception);

    /// <inheritdoc/>
    public override ValueTask CompleteAsync(Exception? exception = null) => inner.CompleteAsync(exception);

    private byte[] Droppable(int sizeHint)
    {
        const int LeastBytes = 4096;
        if (_dropped is not { } buffer || buffer.Length < Math.Max(sizeHint, LeastBytes))
            _dropped = buffer = new byte[Math.Max(sizeHint, LeastBytes)];
        return buffer;
    }
}
