using Aevrion.Core.Events;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Sync.Trust;
using Aevrion.Core.Time;
using Aevrion.Grains.Hosting;
using Aevrion.Grains.Interfaces.Sync;
using Aevrion.Grains.Peers.Pauses;

namespace Aevrion.Grains.Peers;

/// <summary>The connections of one peer to this silo, and how it behaved on them. Safe for concurrent use.</summary>
internal sealed class InboundPeer(string name, PeerOptions options, string region, PeerPause pause, RegionClock clock)
{
    private readonly Lock _lock = new();
    private readonly List<InboundConnection> _connections = [];
    private readonly Dictionary<string, InboundParty> _parties = new(StringComparer.Ordinal);
    private string? _lastRefusal;
    private long? _lastRefusedAt;
    private long _refusals;
    private long _violations;
    private long _notPermitted;

    private long NowMs => clock.TimeProvider.MonotonicMs();

    /// <summary>Lets a connection in.</summary>
    /// <exception cref="ProtocolViolationException">The peer is paused, its party is kept out, or has too many connections.</exception>
    public void Enter(InboundConnection connection)
    {
        KeepOutWhilePaused(connection);
        lock (_lock)
        {
            var nowMs = NowMs;
            var party = PartyOf(connection, nowMs);
            if (party.Conduct.IsBarred(nowMs))
            {
                // Why is known; that it tries again is no news.
                _refusals++;
                connection.IsTurnedAway = true;
                throw new ProtocolViolationException(
                    Refusal.Types.Reason.Busy,
                    $"'{name}' is cut off for {(party.Conduct.BarredUntilMs - nowMs + 999) / 1000} more seconds, because of a violation of the protocol: {party.LastViolation}");
            }

            if (_connections.Count(other => other.Party == connection.Party) >= PeerLimits.MaxConnections)
                throw new ProtocolViolationException(Refusal.Types.Reason.Busy, $"'{name}' has {PeerLimits.MaxConnections} connections to this silo already.");
            _connections.Add(connection);
        }
    }

    /// <summary>A pause is no fault of the peer: it is not counted as a refusal.</summary>
    private void KeepOutWhilePaused(InboundConnection connection)
    {
        connection.EndWith(PeerPauses.ReasonFor(region), pause.Ended);
        if (!pause.Ended.IsCancellationRequested)
            return;
        connection.IsTurnedAway = true;
        throw pause.IsPaused
            ? new ProtocolViolationException(Refusal.Types.Reason.Busy, PeerPauses.ReasonFor(region))
            : new ProtocolViolationException(Refusal.Types.Reason.Unavailable, "The region is starting; try again shortly.");
    }

    public void Leave(InboundConnection connection)
    {
        lock (_lock)
            _connections.Remove(connection);
    }

    /// <summary>Takes note of a frame; all connections of a party count together.</summary>
    /// <exception cref="ProtocolViolationException">It is one too many.</exception>
    public void Take(InboundConnection connection, ReceivedFrame received)
    {
        lock (_lock)
        {
            var nowMs = NowMs;
            PartyOf(connection, nowMs).Flood.Take(received.Frame, received.WireBytes, nowMs);
        }
    }

    /// <summary>The protocol was violated on a connection: ends the others of its party.</summary>
    /// <returns>How long it is kept out, in milliseconds.</returns>
    public long Violated(InboundConnection connection, string reason)
    {
        List<InboundConnection> others;
        long backOffMs;
        lock (_lock)
        {
            var nowMs = NowMs;
            var party = PartyOf(connection, nowMs);
            backOffMs = party.Conduct.Violate(nowMs);
            party.LastViolation = reason;
            _violations++;
            NoteRefusal(reason);
            others = [.. _connections.Where(other => other != connection && other.Party == connection.Party)];
            _connections.RemoveAll(others.Contains);
        }

        foreach (var other in others)
            other.Cut();
        return backOffMs;
    }

    /// <summary>A connection was refused for another reason.</summary>
    /// <returns>True when it is to be logged: the reason is another one than before, or that was a while ago.</returns>
    public bool Refused(string reason)
    {
        lock (_lock)
        {
            var isNews = _lastRefusal != reason || clock.NowMs() - _lastRefusedAt >= PeerLimits.RefusalLogPeriod.TotalMilliseconds;
            if (isNews || _lastRefusal is null)
                NoteRefusal(reason);
            else
                _refusals++;
            return isNews;
        }
    }

    /// <summary>Events since the silo started that were not admitted because the peer may not write their keys, each time they came.</summary>
    public long EventsNotPermitted => Interlocked.Read(ref _notPermitted);

    /// <summary>Those events of the peer that may enter; the others are counted.</summary>
    public IReadOnlyList<Event> Permitted(IReadOnlyList<Event> events)
    {
        if (options.MayWrite is not { } permit)
            return events;
        var permitted = events.Where(item => permit.Covers(item.Key)).ToList();
        Interlocked.Add(ref _notPermitted, events.Count - permitted.Count);
        return permitted;
    }

    public InboundStatus Status()
    {
        lock (_lock)
        {
            var nowMs = NowMs;
            var barredUntilMs = _parties.Values.Where(party => party.Conduct.IsBarred(nowMs)).Max(party => party.Conduct.BarredUntilMs);
            return new InboundStatus
            {
                Connections = _connections.Count,
                Proof = _connections.Count == 0 ? PeerProof.None : _connections[^1].Identity.Proof,
                LastRefusal = _lastRefusal,
                LastRefusedAt = _lastRefusedAt,
                Refusals = _refusals,
                Violations = _violations,
                CutOffUntil = barredUntilMs is { } until ? clock.NowMs() + until - nowMs : null,
                EventsNotPermitted = EventsNotPermitted,
            };
        }
    }

    private void NoteRefusal(string reason)
    {
        _refusals++;
        _lastRefusal = reason;
        _lastRefusedAt = clock.NowMs();
    }

    private InboundParty PartyOf(InboundConnection connection, long nowMs)
    {
        if (_parties.TryGetValue(connection.Party, out var known))
            return known;
        if (_parties.Count >= PeerLimits.MaxParties)
            _parties.Remove(_parties.MinBy(party => party.Value.Conduct.BarredUntilMs ?? 0).Key);
        return _parties[connection.Party] = new InboundParty(new FloodGate(options.Flood, nowMs));
    }
}
