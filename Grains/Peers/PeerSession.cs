using System.Threading.Channels;
using Aevrion.Core.Sync.Exchange;
using Aevrion.Core.Sync.Protocol;

namespace Aevrion.Grains.Peers;

/// <summary>
/// One connection to a peer, after the handshake: pushes what the outbox holds, some frames ahead of the acknowledgements, and
/// carries exchanges beside it.
/// </summary>
public sealed class PeerSession : IAsyncDisposable
{
    private readonly IPeerChannel _channel;
    private readonly Outbox _outbox;
    private readonly ExchangeDriver _driver;
    private readonly string _peer;
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly SemaphoreSlim _exchanging = new(1, 1);
    private readonly SemaphoreSlim _window = new(PeerLimits.MaxPushFramesInFlight, PeerLimits.MaxPushFramesInFlight);
    private readonly Queue<long> _inFlight = new();
    private readonly Channel<ReceivedFrame> _answers = Channel.CreateBounded<ReceivedFrame>(1);
    private readonly TaskCompletionSource _caughtUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _ended = new();
    private long _nextPosition;
    private long _pushedEvents;

    /// <param name="channel">The connection.</param>
    /// <param name="peer">The peer's name.</param>
    /// <param name="receivedThrough">The last position of this silo's stream that the peer has.</param>
    /// <param name="outbox">What is to be pushed.</param>
    /// <param name="driver">Performs the effects of exchanges.</param>
    public PeerSession(IPeerChannel channel, string peer, long receivedThrough, Outbox outbox, ExchangeDriver driver)
    {
        _channel = channel;
        _peer = peer;
        _outbox = outbox;
        _driver = driver;
        _nextPosition = receivedThrough + 1;
        outbox.Acknowledge(receivedThrough);
    }

    /// <summary>Completes when everything that waited at some moment since the start of the session has been acknowledged.</summary>
    public Task CaughtUp => _caughtUp.Task;

    /// <summary>Events acknowledged in this session.</summary>
    public long PushedEvents => Interlocked.Read(ref _pushedEvents);

    /// <summary>Runs the session until the connection ends; ends with the exception that says why.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _ended.Token);
        var receiving = ReceiveAsync(stop.Token);
        var pushing = PushAsync(stop.Token);
        try
        {
            await await Task.WhenAny(receiving, pushing);
        }
        finally
        {
            _answers.Writer.TryComplete();
            await _ended.CancelAsync();
            await Task.WhenAll(receiving, pushing).ContinueWith(
                _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    /// <summary>Runs one exchange; others wait for it.</summary>
    /// <returns>Its outcome and the bytes it put on and took off the connection.</returns>
    /// <exception cref="PeerConnectionLostException">The connection ended meanwhile.</exception>
    /// <exception cref="ProtocolViolationException">The peer broke the protocol; the connection has been ended.</exception>
    public async Task<(ExchangeOutcome Outcome, long BytesSent, long BytesReceived)> ExchangeAsync(
        ExchangeInitiator initiator, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _ended.Token);
        try
        {
            await _exchanging.WaitAsync(stop.Token);
            try
            {
                return await DriveAsync(initiator, stop.Token);
            }
            catch (Exception exception) when (exception is not PeerConnectionLostException)
            {
                // An exchange cut short leaves an answer under way: the connection starts anew.
                await _ended.CancelAsync();
                throw;
            }
            finally
            {
                _exchanging.Release();
            }
        }
        catch (OperationCanceledException ended) when (!cancellationToken.IsCancellationRequested)
        {
            throw new PeerConnectionLostException("The connection to the peer ended during the exchange.", ended);
        }
    }

    /// <summary>Ends the session and waits for the exchange under way to notice.</summary>
    public async ValueTask DisposeAsync()
    {
        // The turn is never given back: whoever still holds on to the session finds it ended. None of these hold a handle to free.
        await _ended.CancelAsync();
        await _exchanging.WaitAsync();
    }

    private async Task<(ExchangeOutcome Outcome, long BytesSent, long BytesReceived)> DriveAsync(
        ExchangeInitiator initiator, CancellationToken cancellationToken)
    {
        long sent = 0;
        long received = 0;
        for (var effect = initiator.Start(); effect is not null;)
        {
            switch (effect)
            {
                case ExchangeFinished finished:
                    return (finished.Outcome, sent, received);
                case AskPeer ask:
                    sent += await SendAsync(ask.Request, cancellationToken);
                    goto case null;
                case SendFrame send:
                    sent += await SendAsync(send.Frame, cancellationToken);
                    effect = initiator.Handle(FrameSent.Instance);
                    break;
                case AwaitFrame:
                case null:
                    var answer = await AnswerAsync(cancellationToken);
                    received += answer.WireBytes;
                    effect = initiator.Handle(new FrameReceived(answer.Frame));
                    break;
                default:
                    effect = initiator.Handle(await _driver.PerformAsync(effect, _peer, cancellationToken));
                    break;
            }
        }

        throw new InvalidOperationException("The exchange ended without an outcome.");
    }

    private async Task<ReceivedFrame> AnswerAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _answers.Reader.ReadAsync(cancellationToken).AsTask().WaitAsync(PeerLimits.AnswerTimeout, cancellationToken);
        }
        catch (TimeoutException timeout)
        {
            throw new ProtocolViolationException(
                $"The peer did not answer within {PeerLimits.AnswerTimeout.TotalSeconds} seconds.", timeout);
        }
        catch (ChannelClosedException closed)
        {
            throw new PeerConnectionLostException("The connection to the peer ended during the exchange.", closed);
        }
    }

    private async Task ReceiveAsync(CancellationToken cancellationToken)
    {
        while (await _channel.ReceiveAsync(cancellationToken) is { } received)
        {
            switch (received.Frame.BodyCase)
            {
                case Frame.BodyOneofCase.PushAck:
                    Acknowledge(received.Frame.PushAck.ReceivedThrough);
                    break;
                case Frame.BodyOneofCase.Refusal:
                    throw new PeerRefusedException(received.Frame.Refusal.Reason, received.Frame.Refusal.Message);
                default:
                    await _answers.Writer.WriteAsync(received, cancellationToken);
                    break;
            }
        }

        throw new PeerConnectionLostException("The peer closed the connection.");
    }

    private async Task PushAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_outbox.Read(_nextPosition) is not { } next)
            {
                if (_outbox.Count == 0)
                    _caughtUp.TrySetResult();
                await _outbox.WaitAsync(cancellationToken);
                continue;
            }

            await _window.WaitAsync(cancellationToken);
            var push = new Push { FirstPosition = (ulong)next.FirstPosition };
            push.Events.AddRange(next.Events.Select(WireEvents.ToWire));
            lock (_inFlight)
                _inFlight.Enqueue(next.LastPosition);
            _nextPosition = next.LastPosition + 1;
            await SendAsync(new Frame { Push = push }, cancellationToken);
        }
    }

    private void Acknowledge(ulong position)
    {
        var frames = 0;
        lock (_inFlight)
        {
            for (; _inFlight.TryPeek(out var last) && (ulong)last <= position; frames++)
                _inFlight.Dequeue();
        }

        if (frames == 0)
            throw new ProtocolViolationException(Refusal.Types.Reason.Unexpected, "The peer acknowledged what was not pushed.");
        Interlocked.Add(ref _pushedEvents, _outbox.Acknowledge((long)position));
        _window.Release(frames);
        if (_outbox.Count == 0)
            _caughtUp.TrySetResult();
    }

    private async Task<int> SendAsync(Frame frame, CancellationToken cancellationToken)
    {
        await _sending.WaitAsync(cancellationToken);
        try
        {
            return await _channel.SendAsync(frame, cancellationToken);
        }
        finally
        {
            _sending.Release();
        }
    }
}
