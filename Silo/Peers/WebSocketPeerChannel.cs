using System.Buffers;
using System.Net.WebSockets;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Sync.Trust;
using Aevrion.Grains.Peers;
using Google.Protobuf;

namespace Aevrion.Silo.Peers;

/// <summary>
/// Frames over a WebSocket, one a binary message. A message over the limit is refused as soon as it grows past it, without being kept.
/// Giving up waiting for a frame loses nothing: the next call waits for the same one.
/// </summary>
internal sealed class WebSocketPeerChannel(WebSocket socket, bool isClient) : IPeerChannel
{
    private readonly CancellationTokenSource _disposing = new();
    private readonly byte[] _small = new byte[PeerSocketLimits.ReceiveBufferBytes];
    private Task<ReceivedFrame?>? _receiving;
    private bool _isFirst = true;
    private bool _peerChecks;
    private int _disposed;
    private WebSocketCloseStatus _closeStatus = WebSocketCloseStatus.NormalClosure;

    /// <inheritdoc/>
    public WritePermit? Takes { get; init; }

    /// <inheritdoc/>
    public async ValueTask<int> SendAsync(Frame frame, CancellationToken cancellationToken)
    {
        var size = frame.CalculateSize() + FrameCheck.Bytes;
        var buffer = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            frame.WriteTo(buffer.AsSpan(0, size - FrameCheck.Bytes));
            FrameCheck.Write(buffer.AsSpan(0, size));
            await socket.SendAsync(buffer.AsMemory(0, size), WebSocketMessageType.Binary, endOfMessage: true, cancellationToken);
            return WebSocketFraming.WireBytes(size, masked: isClient);
        }
        catch (Exception exception) when (IsLoss(exception, cancellationToken))
        {
            throw Lost(exception);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<ReceivedFrame?> ReceiveAsync(CancellationToken cancellationToken)
    {
        // Cancelling a receive would abort the socket, and with it the chance to say why.
        var receiving = _receiving ??= ReadFrameAsync(_disposing.Token);
        try
        {
            var frame = await receiving.WaitAsync(cancellationToken);
            _receiving = null;
            return frame;
        }
        catch (Exception exception) when (IsLoss(exception, cancellationToken))
        {
            throw Lost(exception);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        await CloseAsync();
        await _disposing.CancelAsync();
        socket.Dispose();
        if (_receiving is { } receiving)
            await receiving.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        _disposing.Dispose();
    }

    private async Task<ReceivedFrame?> ReadFrameAsync(CancellationToken cancellationToken)
    {
        var buffer = _small;
        var length = 0;
        CancellationTokenSource? patience = null;
        try
        {
            while (true)
            {
                var received = await socket.ReceiveAsync(buffer.AsMemory(length), patience?.Token ?? cancellationToken);
                if (received.MessageType == WebSocketMessageType.Close)
                    return null;
                if (received.MessageType != WebSocketMessageType.Binary)
                    throw Violation(WebSocketCloseStatus.InvalidMessageType, "Frames are binary messages, not text.");

                length += received.Count;
                if (length > ProtocolLimits.MaxFrameBytes)
                    throw TooLarge();
                if (received.EndOfMessage)
                    return Parse(buffer.AsSpan(0, length));
                if (length == buffer.Length)
                    buffer = Grow(buffer, length);
                patience ??= StartOf(cancellationToken);
            }
        }
        catch (OperationCanceledException tooLate) when (!cancellationToken.IsCancellationRequested)
        {
            throw new PeerConnectionLostException($"A frame did not end within {PeerSocketLimits.FrameTimeout.TotalSeconds} seconds.", tooLate);
        }
        finally
        {
            patience?.Dispose();
            if (buffer != _small)
                ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>What is begun must end: half a frame would be kept for as long as the other side likes.</summary>
    private static CancellationTokenSource StartOf(CancellationToken cancellationToken)
    {
        var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(PeerSocketLimits.FrameTimeout);
        return patience;
    }

    private ReceivedFrame Parse(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return new ReceivedFrame(FrameCodec.Parse(Checked(bytes)), WebSocketFraming.WireBytes(bytes.Length, masked: !isClient));
        }
        catch (ProtocolViolationException)
        {
            _closeStatus = WebSocketCloseStatus.ProtocolError;
            throw;
        }
    }

    /// <summary>A frame without its check.</summary>
    /// <exception cref="PeerConnectionLostException">It was damaged on the way: no fault of the peer's, and nothing of it is to be believed.</exception>
    private ReadOnlySpan<byte> Checked(ReadOnlySpan<byte> bytes)
    {
        var (isFirst, isThere) = (_isFirst, FrameCheck.IsThere(bytes));
        _isFirst = false;
        if (isThere && (isFirst || _peerChecks) && FrameCheck.Holds(bytes))
        {
            _peerChecks = true;
            return bytes[..^FrameCheck.Bytes];
        }

        // A peer that does not know the check never sends one; what the end of its frames looks like means nothing.
        return (isFirst && isThere) || _peerChecks
            ? throw new PeerConnectionLostException("A frame was damaged on the way. Use TLS between regions where that happens more than once.")
            : bytes;
    }

    private byte[] Grow(byte[] buffer, int length)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Min(2 * length, ProtocolLimits.MaxFrameBytes + 1));
        buffer.AsSpan(0, length).CopyTo(larger);
        if (buffer != _small)
            ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    private async Task CloseAsync()
    {
        using var limit = new CancellationTokenSource(PeerSocketLimits.CloseTimeout);
        try
        {
            // A receive under way sees the other side's close by itself; without one, the rest of what comes is read past.
            if (_receiving is not { IsCompleted: false } receiving)
            {
                await socket.CloseAsync(_closeStatus, null, limit.Token);
                return;
            }

            await socket.CloseOutputAsync(_closeStatus, null, limit.Token);
            await receiving.WaitAsync(limit.Token);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or InvalidOperationException
            or IOException or ProtocolViolationException)
        {
            // The other side is gone already or does not care; the connection ends either way.
        }
    }

    private ProtocolViolationException TooLarge()
    {
        _closeStatus = WebSocketCloseStatus.MessageTooBig;
        return new ProtocolViolationException(Refusal.Types.Reason.TooLarge, FrameCodec.TooLargeMessage);
    }

    private ProtocolViolationException Violation(WebSocketCloseStatus status, string message)
    {
        _closeStatus = status;
        return new ProtocolViolationException(message);
    }

    private static bool IsLoss(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        WebSocketException or IOException or ObjectDisposedException or InvalidOperationException => true,
        OperationCanceledException => !cancellationToken.IsCancellationRequested,
        _ => false,
    };

    private static PeerConnectionLostException Lost(Exception cause) =>
        new($"The connection to the peer broke: {cause.GetBaseException().Message}", cause);
}
