using System.Security.Cryptography;
using System.Threading.Channels;
using Aevrion.Core.Events;
using Aevrion.Core.Sync.Exchange;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Time;
using Aevrion.Grains.Hosting;
using Aevrion.Grains.Interfaces.Sync;
using Aevrion.Grains.Tree;
using Aevrion.Storage;
using Aevrion.Storage.Appending;
using Google.Protobuf;
using Microsoft.Extensions.Logging;

namespace Aevrion.Grains.Peers;

/// <summary>
/// This silo's way to one peer: dials, and dials again after every loss, for as long as the silo lives. Local writes never wait for
/// it; they end up in the outbox.
/// </summary>
public sealed class PeerLink(
    string peer,
    Uri url,
    RegionOptions options,
    IPeerConnector connector,
    RegionTree tree,
    ExchangeDriver driver,
    Neighbourhood neighbourhood,
    RegionClock clock,
    ILogger logger)
{
    private readonly ByteString _stream = ByteString.CopyFrom(RandomNumberGenerator.GetBytes(ProtocolLimits.StreamBytes));
    private readonly Outbox _outbox = new();
    private readonly Channel<bool> _dialNow = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private TaskCompletionSource<PeerSession> _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private PeerSession? _session;
    private PeerConnectionState _state;
    private string? _stateReason;
    private long _pushedBefore;
    private int _overflowNoted;
    private long _sessions;
    private long _oldestUnconfirmed = long.MaxValue;
    private long? _clockOffsetMs;

    /// <summary>The peer's name.</summary>
    public string Peer => peer;

    /// <summary>Called, once a session, when the peer has caught up with this silo's pushes: an exchange is due.</summary>
    public Action<PeerLink>? ExchangeDue { get; set; }

    /// <summary>
    /// The oldest timestamp that was added here since the last successful exchange began, other than by this peer; what was found
    /// equal before is no longer known to be from there on. <see cref="long.MaxValue"/> for none.
    /// </summary>
    public long OldestUnconfirmed => Interlocked.Read(ref _oldestUnconfirmed);

    /// <summary>Takes committed events to push. What does not fit is brought by an exchange, asked for at once.</summary>
    public void Push(IReadOnlyList<Event> events)
    {
        _outbox.Add(events);
        if (_outbox.TakeOverflow() && Interlocked.Exchange(ref _overflowNoted, 1) == 0)
        {
            PeerLog.Overflowed(logger, peer);
            if (_session is not null)
                ExchangeDue?.Invoke(this);
        }
    }

    /// <summary>Takes note that events of this age came in otherwise than from this peer.</summary>
    public void NoteAdded(long timestamp) => LowerTo(timestamp);

    /// <summary>What is known of the connection.</summary>
    public PeerStatus Status() => new()
    {
        Name = peer,
        Url = url.ToString(),
        State = _state,
        StateReason = _stateReason,
        PushLag = _outbox.Count,
        PushedEvents = _pushedBefore + (_session?.PushedEvents ?? 0),
        PushOverflows = _outbox.Overflows,
        ClockOffsetMs = _clockOffsetMs,
        PushesToAll = neighbourhood.PushesToAll(peer),
    };

    /// <summary>Dials until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var delay = PeerLimits.MinReconnectDelay;
        while (!cancellationToken.IsCancellationRequested)
        {
            var sessions = _sessions;
            try
            {
                await ConnectAndRunAsync(cancellationToken);
            }
            catch (PeerRefusedException refused) when (!refused.IsPassing)
            {
                if (_stateReason != refused.Message)
                    PeerLog.RefusedBy(logger, peer, refused.Message);
                SetState(PeerConnectionState.Refused, refused.Message);
                delay = PeerLimits.MaxReconnectDelay;
            }
            catch (Exception lost) when (lost is PeerConnectionLostException or PeerRefusedException or ProtocolViolationException)
            {
                // Once an outage, and again only when the reason changes.
                if (_stateReason != lost.Message)
                    PeerLog.NotConnected(logger, peer, lost.Message);
                SetState(PeerConnectionState.Disconnected, lost.Message);
            }
            catch (OperationCanceledException)
            {
                SetState(PeerConnectionState.Disconnected, "The connection was ended here.");
            }
            catch (Exception bug)
            {
                // One link's bug must not end the silo, nor the link for good.
                PeerLog.LinkFailed(logger, bug, peer);
                SetState(PeerConnectionState.Disconnected, bug.Message);
            }

            if (_sessions > sessions)
                delay = PeerLimits.MinReconnectDelay;
            await PauseAsync(delay, cancellationToken);
            delay = TimeSpan.FromTicks(Math.Min(delay.Ticks * 2, PeerLimits.MaxReconnectDelay.Ticks));
        }
    }

    /// <summary>
    /// Compares this region with the peer and repairs what differs. Without a connection it dials at once and waits for it, for
    /// <see cref="PeerLimits.MaxReconnectDelay"/> at most. Failures are told in the report.
    /// </summary>
    public async Task<ExchangeReport> ExchangeAsync(CancellationToken cancellationToken)
    {
        var started = clock.TimeProvider.GetTimestamp();
        if (await SessionAsync(cancellationToken) is not { } session)
            return Failed($"Not connected to '{peer}': {_stateReason ?? "the first connection is under way"}", started);

        Interlocked.Exchange(ref _overflowNoted, 0);
        var unconfirmed = Interlocked.Exchange(ref _oldestUnconfirmed, long.MaxValue);
        var initiator = new ExchangeInitiator(tree.Shape, RandomNumberGenerator.GetBytes(16), ExchangeKind.Closed);
        try
        {
            var (outcome, sent, received) = await session.ExchangeAsync(initiator, cancellationToken);
            if (!outcome.Equal)
                LowerTo(unconfirmed);
            return Report(outcome, sent, received, started);
        }
        catch (Exception failure) when (failure is PeerConnectionLostException or ProtocolViolationException
            or StorageUnavailableException or AppendQueueFullException)
        {
            LowerTo(unconfirmed);
            PeerLog.ExchangeFailed(logger, peer, failure.Message);
            return Failed(failure.Message, started);
        }
    }

    private async Task ConnectAndRunAsync(CancellationToken cancellationToken)
    {
        if (_state != PeerConnectionState.Refused)
            _state = PeerConnectionState.Connecting;
        await using var channel = await connector.ConnectAsync(url, cancellationToken);
        var welcome = await GreetAsync(channel, cancellationToken);
        await using var session = new PeerSession(channel, peer, (long)welcome.ReceivedThrough, _outbox, driver);
        _session = session;
        _sessions++;
        _connected.TrySetResult(session);
        SetState(PeerConnectionState.Connected, null);
        PeerLog.Connected(logger, peer, _clockOffsetMs ?? 0);
        try
        {
            var running = session.RunAsync(cancellationToken);
            await Task.WhenAny(running, session.CaughtUp);
            if (!running.IsCompleted)
                ExchangeDue?.Invoke(this);
            await running;
        }
        finally
        {
            _session = null;
            _connected = new TaskCompletionSource<PeerSession>(TaskCreationOptions.RunContinuationsAsynchronously);
            _pushedBefore += session.PushedEvents;
        }
    }

    private async Task<Welcome> GreetAsync(IPeerChannel channel, CancellationToken cancellationToken)
    {
        var hello = new Hello
        {
            Version = ProtocolLimits.Version,
            Region = options.Region,
            GranularityMs = (ulong)options.Granularity,
            BranchingFactor = (uint)options.BranchingFactor,
            Stream = _stream,
            NowMs = clock.NowMs(),
        };
        hello.Neighbours.AddRange(options.Peers.Keys);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(PeerLimits.HandshakeTimeout);
        try
        {
            await channel.SendAsync(new Frame { Hello = hello }, limit.Token);
            var answer = (await channel.ReceiveAsync(limit.Token))?.Frame
                ?? throw new PeerConnectionLostException("The peer closed the connection during the handshake.");
            return CheckWelcome(answer, hello.NowMs);
        }
        catch (OperationCanceledException timeout) when (!cancellationToken.IsCancellationRequested)
        {
            throw new PeerConnectionLostException(
                $"No answer to the handshake within {PeerLimits.HandshakeTimeout.TotalSeconds} seconds.", timeout);
        }
    }

    private Welcome CheckWelcome(Frame answer, long helloMs)
    {
        if (answer.BodyCase == Frame.BodyOneofCase.Refusal)
            throw new PeerRefusedException(answer.Refusal.Reason, answer.Refusal.Message);
        if (answer.BodyCase != Frame.BodyOneofCase.Welcome || answer.Welcome.ReceivedThrough > long.MaxValue)
            throw new ProtocolViolationException(Refusal.Types.Reason.Unexpected, "The peer did not answer the handshake.");
        if (answer.Welcome.Region != peer)
        {
            throw new PeerRefusedException(
                Refusal.Types.Reason.UnknownRegion, $"Region '{answer.Welcome.Region}' answers at {url}, not '{peer}'. Correct Aevrion:Peers here.");
        }

        var nowMs = clock.NowMs();
        _clockOffsetMs = answer.Welcome.NowMs - (helloMs + ((nowMs - helloMs) / 2));
        return answer.Welcome;
    }

    private ExchangeReport Report(ExchangeOutcome outcome, long sent, long received, long started)
    {
        PeerLog.Exchanged(
            logger, peer, outcome.EventsReceived, outcome.EventsSent, outcome.RoundTrips, sent + received, outcome.Equal ? "equal now" : "not equal yet");
        return new ExchangeReport
        {
            At = clock.NowMs(),
            Equal = outcome.Equal,
            RoundTrips = outcome.RoundTrips,
            BytesSent = sent,
            BytesReceived = received,
            EventsSent = outcome.EventsSent,
            EventsReceived = outcome.EventsReceived,
            DifferingLeaves = outcome.DifferingLeaves,
            DurationMs = ElapsedMs(started),
            ConvergedThrough = outcome.Equal ? tree.Shape.StartOf(outcome.Horizon) : null,
        };
    }

    private ExchangeReport Failed(string error, long started) =>
        new() { At = clock.NowMs(), Equal = false, DurationMs = ElapsedMs(started), Error = error };

    private long ElapsedMs(long started) => (long)clock.TimeProvider.GetElapsedTime(started).TotalMilliseconds;

    private void SetState(PeerConnectionState state, string? reason)
    {
        _state = state;
        _stateReason = reason;
    }

    private void LowerTo(long timestamp)
    {
        for (var seen = OldestUnconfirmed; timestamp < seen;)
        {
            var before = Interlocked.CompareExchange(ref _oldestUnconfirmed, timestamp, seen);
            if (before == seen)
                return;
            seen = before;
        }
    }

    private async Task<PeerSession?> SessionAsync(CancellationToken cancellationToken)
    {
        if (_session is { } session)
            return session;
        _dialNow.Writer.TryWrite(true);
        try
        {
            return await _connected.Task.WaitAsync(PeerLimits.MaxReconnectDelay, clock.TimeProvider, cancellationToken);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private async Task PauseAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        // Jitter keeps many silos from dialling in step.
        var jittered = delay * (0.5 + (RandomNumberGenerator.GetInt32(1000) / 2000.0));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pause = Task.Delay(jittered, clock.TimeProvider, stop.Token);
        await Task.WhenAny(pause, _dialNow.Reader.ReadAsync(stop.Token).AsTask());
        await stop.CancelAsync();
    }
}
