using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using Aevrion.Core.Sync.Exchange;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Sync.Push;
using Aevrion.Core.Sync.Sessions;
using Aevrion.Core.Time;
using Aevrion.Grains.Telemetry;

namespace Aevrion.Grains.Peers;

/// <summary>
/// Drives one connection that this silo has dialled: one loop feeds the <see cref="DiallerSession"/> with what happens and puts its frames
/// on the connection while that takes them, a reader brings the answers, and what it wants of the region is performed beside it.
/// </summary>
internal sealed class PeerSession : IAsyncDisposable
{
    private readonly IPeerChannel _channel;
    private readonly string _peer;
    private readonly DiallerSession _session;
    private readonly ExchangeDriver _driver;
    private readonly RegionClock _clock;
    private readonly Action<SessionEffect> _tell;
    private readonly PushTraces _traces;
    private readonly Deadline _deadline;
    private readonly FrontierMail _frontiers = new();
    private readonly SemaphoreSlim _exchanging = new(1, 1);
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<ReceivedFrame> _frames = Channel.CreateBounded<ReceivedFrame>(PeerLimits.MaxFramesReadAhead);
    private readonly Lock _outgoingLock = new();
    private readonly Queue<SendToPeer> _outgoing = new();
    private readonly Channel<SessionInput> _inputs;
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private ExchangeTraffic? _exchange;
    private OpenAdmissions? _admissions;
    private readonly int _maxUnwritten;
    private Task _performing = Task.CompletedTask;
    private Task _readingPushes = Task.CompletedTask;
    private Task _writing = Task.CompletedTask;
    private bool _isWriting;
    private volatile Exception? _failure;
    private PeerConnectionLostException? _lost;
    private int _outboxChanged;

    /// <param name="channel">The connection.</param>
    /// <param name="peer">The peer's name.</param>
    /// <param name="session">The machine, not opened yet.</param>
    /// <param name="driver">Performs what exchanges want of the region.</param>
    /// <param name="clock">Tells the time.</param>
    /// <param name="tell">Hears the effects that need no performing, in the session's loop.</param>
    /// <param name="traces">Of what waits in the outbox.</param>
    public PeerSession(
        IPeerChannel channel, string peer, DiallerSession session, ExchangeDriver driver, RegionClock clock, Action<SessionEffect> tell, PushTraces traces)
    {
        _channel = channel;
        _peer = peer;
        _session = session;
        _driver = driver;
        _clock = clock;
        _tell = tell;
        _traces = traces;
        _deadline = new Deadline(clock.TimeProvider, Wake);
        _maxUnwritten = session.MaxFramesUnwritten;

        // Answers to what the session asked for: the frames, one performed effect, one reading of pushes, one exchange requested.
        _inputs = Channel.CreateBounded<SessionInput>(session.MaxFramesUnwritten + 3);
    }

    /// <summary>The exchange under way; null for none.</summary>
    public ExchangeTraffic? Exchange => _exchange;

    private long NowMs => _clock.TimeProvider.MonotonicMs();

    /// <summary>Says that there is more in the outbox. Never waits.</summary>
    public void NoteOutbox()
    {
        Volatile.Write(ref _outboxChanged, 1);
        Wake();
    }

    /// <summary>Says what the peer should be told of regions. Never waits.</summary>
    public void Tell(IReadOnlyList<RegionFrontier> frontiers)
    {
        _frontiers.Add(frontiers);
        Wake();
    }

    /// <summary>Runs the session until the connection ends; ends with the exception that says why.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stop.Token);
        _admissions = _driver.Admissions(_peer, stop.Token);
        var reading = ReadAsync(stop.Token);
        try
        {
            await DecideAsync(stop);
        }
        catch (OperationCanceledException) when (_lost is not null && !cancellationToken.IsCancellationRequested)
        {
            _failure = _lost;
            throw _lost;
        }
        catch (Exception end) when (end is not OperationCanceledException)
        {
            _failure = end;
            throw;
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(reading, _writing, _performing, _readingPushes).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await _admissions.AbandonAsync();
            if (_failure is ProtocolViolationException violation)
                await LastWords.SayAsync(_channel, violation.Reason, violation.Message);
        }
    }

    /// <summary>Runs one exchange; others wait for it.</summary>
    /// <returns>The exchange, at its end.</returns>
    /// <exception cref="PeerConnectionLostException">The connection ended meanwhile.</exception>
    /// <exception cref="ProtocolViolationException">The peer broke the protocol; the connection has been ended.</exception>
    public async Task<ExchangeTraffic> ExchangeAsync(ExchangeInitiator initiator, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stop.Token);
        try
        {
            await _exchanging.WaitAsync(stop.Token);
            try
            {
                var exchange = new ExchangeTraffic(initiator, _clock.NowMs());
                _exchange = exchange;
                await _inputs.Writer.WriteAsync(new ExchangeRequested(initiator), stop.Token);
                Wake();
                await exchange.Done.Task.WaitAsync(stop.Token);
                return exchange;
            }
            catch (OperationCanceledException)
            {
                // An exchange cut short leaves an answer under way: the connection starts anew.
                await _stop.CancelAsync();
                throw;
            }
            finally
            {
                _exchange = null;
                _exchanging.Release();
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw _failure switch
            {
                null => new PeerConnectionLostException("The connection to the peer ended during the exchange."),
                PeerRefusedException refused => new PeerConnectionLostException(refused.Message, refused),
                var failure => failure,
            };
        }
    }

    /// <summary>Ends the session and waits for the exchange under way to notice.</summary>
    public async ValueTask DisposeAsync()
    {
        // The turn is never given back: whoever still holds on to the session finds it ended. None of these hold a handle to free.
        await _stop.CancelAsync();
        await _exchanging.WaitAsync();
        await _deadline.DisposeAsync();
    }

    private void Wake() => _wake.Writer.TryWrite(true);

    private async Task DecideAsync(CancellationTokenSource stop)
    {
        var cancellationToken = stop.Token;
        Perform(_session.Open(NowMs, _clock.NowMs()), stop);
        while (true)
        {
            while (Next() is { } input)
                Perform(_session.Handle(input, NowMs), stop);
            if (_frames.Reader.Completion.IsCompleted)
                await _frames.Reader.Completion;
            _deadline.Set(_session.DeadlineMs);
            await _wake.Reader.ReadAsync(cancellationToken);
            Perform(_session.Handle(TimeReached.Instance, NowMs), stop);
        }
    }

    private SessionInput? Next()
    {
        if (_failure is { } failure)
            ExceptionDispatchInfo.Throw(failure);
        if (_inputs.Reader.TryRead(out var input))
            return input;
        if (_session.WantsFrames && _frames.Reader.TryRead(out var received))
        {
            if (FrameTraffic.PurposeOf(received.Frame) == FramePurpose.Exchange)
                _exchange?.AddReceived(received.WireBytes);
            return new FrameArrived(received.Frame);
        }

        if (_frontiers.Take() is { } frontiers)
            return new FrontiersChanged(frontiers);
        return Interlocked.Exchange(ref _outboxChanged, 0) == 1 ? OutboxChanged.Instance : null;
    }

    private void Perform(IReadOnlyList<SessionEffect> effects, CancellationTokenSource stop)
    {
        foreach (var effect in effects)
        {
            switch (effect)
            {
                case SendToPeer send:
                    Send(send, stop);
                    break;
                case PerformEffect wanted:
                    _performing = PerformAsync(token => AnswerAsync(wanted.Effect, token), stop.Token);
                    break;
                case ReadPushes read:
                    _readingPushes = PerformAsync(token => ReadPushesAsync(read.Gap, token), stop.Token);
                    break;
                case ExchangeEnded ended:
                    _exchange?.Done.TrySetResult(ended.Outcome);
                    break;
                case SessionEnded { Refusal: { } reason } refused:
                    throw new PeerRefusedException(reason, refused.Message);
                case SessionEnded ended:
                    throw new PeerConnectionLostException(ended.Message);
                default:
                    _tell(effect);
                    break;
            }
        }
    }

    private async Task<SessionInput> AnswerAsync(SyncEffect effect, CancellationToken cancellationToken) =>
        new EffectPerformed(await _driver.PerformAsync(effect, _admissions!, cancellationToken));

    private async Task<SessionInput> ReadPushesAsync(OutboxGap gap, CancellationToken cancellationToken) =>
        new PushesRead(gap, await _driver.ReadPushesAsync(gap.Stamps, cancellationToken));

    private async Task PerformAsync(Func<CancellationToken, Task<SessionInput>> perform, CancellationToken cancellationToken)
    {
        try
        {
            await _inputs.Writer.WriteAsync(await perform(cancellationToken), cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            _failure = failure;
        }

        Wake();
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await _channel.ReceiveAsync(cancellationToken) is { } received)
            {
                await _frames.Writer.WriteAsync(received, cancellationToken);
                Wake();
            }

            _frames.Writer.TryComplete(new PeerConnectionLostException("The peer closed the connection."));
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // What was read before is dealt with first: it may be the peer's reason.
            _frames.Writer.TryComplete(failure);
        }

        Wake();
    }

    /// <summary>Puts a frame on the connection at once when it is free: nobody has to be woken for it.</summary>
    private void Send(SendToPeer send, CancellationTokenSource stop)
    {
        lock (_outgoingLock)
        {
            if (_outgoing.Count == _maxUnwritten)
                throw new InvalidOperationException("More frames wait than a session ever asks for.");
            _outgoing.Enqueue(send);
            if (_isWriting)
                return;
            _isWriting = true;
        }

        _writing = WriteAsync(stop);
    }

    private SendToPeer? NextOutgoing()
    {
        lock (_outgoingLock)
        {
            _isWriting = _outgoing.TryDequeue(out var send);
            return send;
        }
    }

    private async Task WriteAsync(CancellationTokenSource stop)
    {
        try
        {
            while (NextOutgoing() is { } send)
            {
                using var activity = send.Purpose == FramePurpose.Push ? _traces.Begin(send.Frame.Push, _peer) : null;
                var bytes = await _channel.SendAsync(send.Frame, stop.Token);
                if (send.Purpose == FramePurpose.Exchange)
                    _exchange?.AddSent(bytes);
                await _inputs.Writer.WriteAsync(new FrameWritten(send), stop.Token);
                Wake();
            }
        }
        catch (PeerConnectionLostException lost)
        {
            // A peer that refuses says so before it closes: there is a moment to read it.
            _lost = lost;
            stop.CancelAfter(PeerLimits.FarewellTimeout);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            _failure = failure;
            Wake();
        }
    }
}
