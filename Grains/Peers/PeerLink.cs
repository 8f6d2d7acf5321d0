using System.Collections.Immutable;
using System.Security.Cryptography;
using Aevrion.Core.Events;
using Aevrion.Core.Sync.Exchange;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Sync.Push;
using Aevrion.Core.Sync.Scheduling;
using Aevrion.Core.Sync.Sessions;
using Aevrion.Core.Sync.Trust;
using Aevrion.Core.Time;
using Aevrion.Grains.Hosting;
using Aevrion.Grains.Interfaces.Relay;
using Aevrion.Grains.Interfaces.Sync;
using Aevrion.Grains.Peers.Differences;
using Aevrion.Grains.Peers.Pauses;
using Aevrion.Grains.Telemetry;
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
    IReadOnlyList<Uri> urls,
    RegionOptions options,
    IPeerConnector connector,
    RegionTree tree,
    ExchangeDriver driver,
    InboundPeers inbound,
    PeerPause pause,
    LinkDifferences differences,
    RegionClock clock,
    ILogger logger)
{
    /// <summary>Random bytes that an exchange draws its salts from.</summary>
    private const int SeedBytes = 16;

    private readonly ByteString _stream = ByteString.CopyFrom(RandomNumberGenerator.GetBytes(ProtocolLimits.StreamBytes));
    private readonly Redial _redial = new(clock.TimeProvider);
    private readonly SessionSettings _settings = options.ToSessionSettings();
    private TaskCompletionSource<PeerSession> _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private PeerSession? _session;
    private PeerConnectionState _state;
    private string? _stateReason;
    private long _pushed;
    private int _overflowNoted;
    private long _sessions;
    private readonly UnconfirmedTime _unconfirmed = new();
    private long? _clockOffsetMs;
    private readonly Conduct _conduct = new();
    private readonly PushTraces _traces = new();
    private long _barredUntilMs;
    private volatile WritePermit? _takes;
    private volatile int _dialled;
    private volatile bool _isPausedThere;

    /// <summary>The peer's name.</summary>
    public string Peer => peer;

    /// <summary>Where the region is known to differ from the peer.</summary>
    public LinkDifferences Differences => differences;

    /// <summary>Who waits for the peer's acknowledgements.</summary>
    public PushWaiters Waiters { get; } = new(new Outbox(options.MaxOutboxEvents, maxStamps: options.MaxOutboxStamps, pending: differences.Pending));

    /// <summary>Called when an exchange is due: once a connection, when both sides have caught up, and after overflows.</summary>
    public Action<PeerLink, PeerNews>? ExchangeDue { get; set; }

    /// <summary>Called when there is a new connection: the peer is to be told of regions anew. It never waits and never throws.</summary>
    public Action<PeerLink>? Opened { get; set; }

    /// <summary>Called with the number of events that the peer has just acknowledged. Must be quick.</summary>
    public Action<long>? Acknowledged { get; set; }

    /// <summary>True while the peer can be pushed to and exchanged with.</summary>
    public bool IsConnected => _session is not null;

    /// <summary>Events that the peer has not acknowledged.</summary>
    public int Waiting => Outbox.Count;

    /// <summary>Whether both sides have caught up since the connection came.</summary>
    public CatchUp CatchUp { get; } = new((long)options.SettleDelay.TotalMilliseconds);

    /// <summary>
    /// The oldest timestamp that was added here since the last successful exchange began, other than by this peer; what was found
    /// equal before is no longer known to be from there on. <see cref="long.MaxValue"/> for none.
    /// </summary>
    public long OldestUnconfirmed => _unconfirmed.Oldest;

    private Outbox Outbox => Waiters.Outbox;

    private long BarredForMs => Interlocked.Read(ref _barredUntilMs) - clock.TimeProvider.MonotonicMs();

    /// <summary>Takes committed events to push. What does not fit is brought by an exchange, asked for at once.</summary>
    public void Push(IReadOnlyList<Event> events)
    {
        _traces.Note(Outbox.LastPosition + 1);
        Outbox.Add(events);
        _session?.NoteOutbox();
        Waiters.OnAdded();
        if (!Outbox.TakeOverflow())
            return;
        differences.NoteDropped();
        if (Interlocked.Exchange(ref _overflowNoted, 1) == 0)
        {
            PeerLog.Overflowed(logger, peer);
            ExchangeDue?.Invoke(this, PeerNews.Overflowed);
        }
    }

    /// <summary>Says what the peer should be told of regions. Never waits; without a connection nothing is told, see <see cref="Opened"/>.</summary>
    public void Tell(IReadOnlyList<RegionFrontier> frontiers) => _session?.Tell(frontiers);

    /// <summary>The peer has connected to this silo: one that had paused this region lets it in again. Never waits.</summary>
    public void NoteInbound()
    {
        if (_isPausedThere)
            _redial.Now();
    }

    /// <summary>Takes note that events of this age came in otherwise than from this peer.</summary>
    public void NoteAdded(long timestamp) => _unconfirmed.LowerTo(timestamp);

    /// <summary>What is known of the connection.</summary>
    public PeerStatus Status() => new()
    {
        Name = peer,
        Url = urls[_dialled].ToString(),
        State = pause.IsPaused ? PeerConnectionState.Paused : _state,
        StateReason = pause.IsPaused ? PeerPauses.ReasonHere(peer) : _stateReason,
        PushLag = Outbox.Count,
        PushedEvents = Interlocked.Read(ref _pushed),
        PushOverflows = Outbox.Overflows,
        ClockOffsetMs = _clockOffsetMs,
        Exchange = _session?.Exchange?.Progress(),
        Inbound = inbound.StatusOf(peer),
        Takes = _takes?.Prefixes.ToImmutableArray(),
        MayWrite = options.Peers[peer].MayWrite?.Prefixes.ToImmutableArray(),
        Violations = _conduct.Violations,
        CutOffUntil = BarredForMs is > 0 and var leftMs ? clock.NowMs() + leftMs : null,
    };

    /// <summary>What this silo has pushed, and has yet to push.</summary>
    public PushTotals Pushes()
    {
        var status = Status();
        return new PushTotals { Peer = peer, Lag = status.PushLag, Pushed = status.PushedEvents, Overflows = status.PushOverflows, Inbound = status.Inbound };
    }

    /// <summary>Dials until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var sessions = _sessions;
            _isPausedThere = false;
            try
            {
                await pause.WhenOpenAsync(cancellationToken);
                using var open = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, pause.Ended);
                await ConnectAndRunAsync(open.Token);
            }
            catch (PeerRefusedException refused) when (!refused.IsPassing)
            {
                if (_stateReason != refused.Message)
                    PeerLog.RefusedBy(logger, peer, refused.Message);
                SetState(PeerConnectionState.Refused, refused.Message);
                _redial.Set(PeerLimits.MaxReconnectDelay);
            }
            catch (PeerNotProvenException unproven)
            {
                if (_stateReason != unproven.Message)
                    PeerLog.NotProven(logger, peer, unproven.Message);
                SetState(PeerConnectionState.Refused, unproven.Message);
                _redial.Set(PeerLimits.MaxReconnectDelay);
            }
            catch (PeerPausedException paused)
            {
                if (_stateReason != paused.Message)
                    PeerLog.PausedBy(logger, peer, paused.Message);
                SetState(PeerConnectionState.Disconnected, paused.Message);
                _redial.Set(PeerLimits.PausedRedialDelay);
                _isPausedThere = true;
            }
            catch (ProtocolViolationException violation) when (Conduct.IsViolation(violation.Reason))
            {
                var nowMs = clock.TimeProvider.MonotonicMs();
                var backOffMs = _conduct.Violate(nowMs);
                Interlocked.Exchange(ref _barredUntilMs, nowMs + backOffMs);
                PeerLog.CutOff(logger, peer, violation.Reason, backOffMs, violation.Message);
                SetState(PeerConnectionState.CutOff, violation.Message);
            }
            catch (Exception lost) when (lost is PeerConnectionLostException or PeerRefusedException or ProtocolViolationException
                or StorageUnavailableException or AppendQueueFullException)
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

            // Another of the peer's silos may be there. The wait grows once all of them were tried.
            _dialled = (_dialled + 1) % urls.Count;
            if (_sessions > sessions)
                _redial.Reset();
            await SitOutAsync(cancellationToken);
            await _redial.WaitAsync(cancellationToken);
            if (_dialled == 0)
                _redial.Grow();
        }
    }

    /// <summary>
    /// Compares this region with the peer and repairs what differs. Without a connection it dials at once and waits for it, for
    /// <see cref="PeerLimits.MaxReconnectDelay"/> at most. Failures are told in the report.
    /// </summary>
    public async Task<ExchangeReport> ExchangeAsync(ExchangeOccasion occasion, CancellationToken cancellationToken)
    {
        var started = clock.TimeProvider.GetTimestamp();
        if (await SessionAsync(cancellationToken) is not { } session)
            return Failed($"Not connected to '{peer}': {_stateReason ?? "the first connection is under way"}", started);

        Interlocked.Exchange(ref _overflowNoted, 0);
        var unconfirmed = _unconfirmed.Take();
        var initiator = new ExchangeInitiator(tree.Shape, RandomNumberGenerator.GetBytes(SeedBytes), KindOf(occasion), Rounds);
        var notPermitted = inbound.NotPermitted(peer);
        var equalBelow = 0L;
        try
        {
            differences.Found.Begin(initiator.Differing, clock.NowMs());
            var exchange = await session.ExchangeAsync(initiator, cancellationToken);
            var outcome = await exchange.Done.Task;
            equalBelow = outcome.Equal ? outcome.Horizon : 0;
            if (!outcome.Equal || initiator.Kind == ExchangeKind.Open)
                _unconfirmed.LowerTo(unconfirmed);
            return Report(outcome, exchange, started) with { EventsNotPermitted = NotPermittedIn(outcome, notPermitted) };
        }
        catch (Exception failure) when (failure is PeerConnectionLostException or ProtocolViolationException
            or StorageUnavailableException or AppendQueueFullException)
        {
            _unconfirmed.LowerTo(unconfirmed);
            PeerLog.ExchangeFailed(logger, peer, failure.Message);
            return Failed(failure.Message, started);
        }
        finally
        {
            differences.Found.End(equalBelow, clock.NowMs());
        }
    }

    // What was dropped may lie in leaves that are open yet; all else can wait for its leaf to close, and then proves something.
    private static ExchangeKind KindOf(ExchangeOccasion occasion) =>
        occasion == ExchangeOccasion.Overflowed ? ExchangeKind.Open : ExchangeKind.Closed;

    /// <summary>What one side does not take from the other is different in every round.</summary>
    private int Rounds => _takes is null && options.Peers[peer].MayWrite is null ? ExchangeInitiator.MaxRounds : 1;

    private long NotPermittedIn(ExchangeOutcome outcome, long before) =>
        inbound.NotPermitted(peer) - before + (_takes is null || outcome.Equal ? 0 : outcome.EventsSent);

    private async Task ConnectAndRunAsync(CancellationToken cancellationToken)
    {
        if (_state is not (PeerConnectionState.Refused or PeerConnectionState.CutOff))
            _state = PeerConnectionState.Connecting;
        await using var channel = await connector.ConnectAsync(peer, urls[_dialled], cancellationToken);
        _takes = channel.Takes;
        PeerSession? own = null;
        await using var session = own = new PeerSession(
            channel, peer, new DiallerSession(_settings, peer, _stream, Outbox), driver, clock, effect => Hear(effect, own!), _traces);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watching = WatchCatchUpAsync(stop.Token);
        try
        {
            await session.RunAsync(cancellationToken);
        }
        finally
        {
            CatchUp.Closed();
            await stop.CancelAsync();
            await watching;
            if (_session is not null)
            {
                _session = null;
                _connected = new TaskCompletionSource<PeerSession>(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }

    private void Hear(SessionEffect effect, PeerSession session)
    {
        switch (effect)
        {
            case SessionOpened opened:
                Open(opened, session);
                break;
            case EventsAcknowledged acknowledged:
                Interlocked.Add(ref _pushed, acknowledged.Events);
                Acknowledged?.Invoke(acknowledged.Events);
                Waiters.OnAcknowledged();
                break;
            case PushCaughtUp:
                CatchUp.SentAll(clock.TimeProvider.MonotonicMs());
                break;
        }
    }

    private void Open(SessionOpened opened, PeerSession session)
    {
        _clockOffsetMs = opened.ClockOffsetMs;
        CatchUp.Opened(opened.Resume, clock.TimeProvider.MonotonicMs());
        _session = session;
        _sessions++;
        SetState(PeerConnectionState.Connected, null);
        PeerLog.Connected(logger, peer, opened.ClockOffsetMs);
        Opened?.Invoke(this);
        _connected.TrySetResult(session);
    }

    private async Task WatchCatchUpAsync(CancellationToken cancellationToken)
    {
        // What it waits for comes from two connections; asking again now and then is simpler than being told, and as good.
        while (!cancellationToken.IsCancellationRequested)
        {
            var nowMs = clock.TimeProvider.MonotonicMs();
            if (CatchUp.TakeDue(nowMs))
            {
                ExchangeDue?.Invoke(this, PeerNews.Connected);
                return;
            }

            var wait = CatchUp.DueMs is { } dueMs ? TimeSpan.FromMilliseconds(dueMs - nowMs) : PeerLimits.MaxCatchUpPeriod;
            wait = wait < PeerLimits.MinCatchUpPeriod ? PeerLimits.MinCatchUpPeriod : wait;
            await Task.Delay(wait < PeerLimits.MaxCatchUpPeriod ? wait : PeerLimits.MaxCatchUpPeriod, clock.TimeProvider, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private ExchangeReport Report(ExchangeOutcome outcome, ExchangeTraffic exchange, long started)
    {
        var bytes = exchange.BytesSent + exchange.BytesReceived;
        PeerLog.Exchanged(
            logger, peer, outcome.EventsReceived, outcome.EventsSent, outcome.RoundTrips, bytes, outcome.Equal ? "equal now" : "not equal yet");
        return exchange.Report(outcome, tree.Shape) with { At = clock.NowMs(), DurationMs = ElapsedMs(started) };
    }

    private ExchangeReport Failed(string error, long started) =>
        new() { At = clock.NowMs(), Equal = false, DurationMs = ElapsedMs(started), Error = error };

    private long ElapsedMs(long started) => (long)clock.TimeProvider.GetElapsedTime(started).TotalMilliseconds;

    private void SetState(PeerConnectionState state, string? reason)
    {
        _state = state;
        _stateReason = reason;
    }

    private async Task<PeerSession?> SessionAsync(CancellationToken cancellationToken)
    {
        if (_session is { } session)
            return session;
        if (pause.IsPaused)
            return null;
        _redial.Now();
        try
        {
            return await _connected.Task.WaitAsync(PeerLimits.MaxReconnectDelay, clock.TimeProvider, cancellationToken);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    /// <summary>Leaves a peer alone that broke the protocol until its time is over, whoever asks for a connection.</summary>
    private async Task SitOutAsync(CancellationToken cancellationToken)
    {
        if (BarredForMs is > 0 and var leftMs)
            await Task.Delay(TimeSpan.FromMilliseconds(leftMs), clock.TimeProvider, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
