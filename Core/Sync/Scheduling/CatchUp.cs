using Aevrion.Core.Sync.Push;

namespace Aevrion.Core.Sync.Scheduling;

/// <summary>
/// Tells when the exchange that follows a new connection to a peer should run. Where the push streams go on without loss, pushes alone
/// heal what was cut: the exchange that verifies it waits until both sides have caught up and what they did last has settled, so that it
/// finds nothing to move. Where they do not, it runs as soon as this side has caught up. Either way an exchange that the peer runs
/// meanwhile goes first, from its first frame until the peer says that it has ended: two at a time would fetch the same events twice. It waits
/// no longer than <see cref="ScheduleLimits.CatchUpPatienceMs"/> without a sign of that, and for a peer that has never said so only while it
/// asks for something again within the settle delay. Times are of a clock that only runs forward. Safe for concurrent use.
/// </summary>
/// <param name="settleMs">How long after catching up the last events may take to be compared, in milliseconds.</param>
public sealed class CatchUp(long settleMs)
{
    private readonly Lock _lock = new();
    private long? _openedMs;
    private PushResume _resume;
    private bool _isSentAll;
    private int _inbound;
    private bool _wasInbound;
    private bool _isReceivedAll = true;
    private long _changedMs;
    private long? _servedMs;
    private bool _tellsEnds;

    /// <summary>True from a new connection until its exchange is due: pushes are on their way that an exchange would needlessly bring.</summary>
    public bool IsPending
    {
        get
        {
            lock (_lock)
                return _openedMs is not null;
        }
    }

    /// <summary>When to ask <see cref="TakeDue"/>, as things stand; null for no connection, or one whose exchange was due already.</summary>
    public long? DueMs
    {
        get
        {
            lock (_lock)
                return Due();
        }
    }

    /// <summary>This region's connection to the peer is there.</summary>
    public void Opened(PushResume resume, long nowMs)
    {
        lock (_lock)
        {
            _openedMs = nowMs;
            _resume = resume;
            _isSentAll = false;
            _changedMs = nowMs;
        }
    }

    /// <summary>What waited for the peer when the connection came is durable there.</summary>
    public void SentAll(long nowMs)
    {
        lock (_lock)
        {
            _isSentAll = true;
            _changedMs = nowMs;
        }
    }

    /// <summary>This region's connection to the peer is gone.</summary>
    public void Closed()
    {
        lock (_lock)
            _openedMs = null;
    }

    /// <summary>The peer's connection to this region is there.</summary>
    public void InboundOpened(long nowMs)
    {
        lock (_lock)
        {
            _inbound++;
            _wasInbound = true;
            _isReceivedAll = true;
            _changedMs = nowMs;
        }
    }

    /// <summary>The peer has pushed over its connection.</summary>
    /// <param name="isReceivedAll">True when what had piled up there before the connection is durable here.</param>
    /// <param name="nowMs">Now.</param>
    public void InboundPushed(bool isReceivedAll, long nowMs)
    {
        lock (_lock)
        {
            if (!isReceivedAll || !_isReceivedAll)
                _changedMs = nowMs;
            _isReceivedAll = isReceivedAll;
        }
    }

    /// <summary>The peer's own exchange asked something of this region.</summary>
    public void InboundExchanged(long nowMs)
    {
        lock (_lock)
            _servedMs = nowMs;
    }

    /// <summary>The peer's own exchange is over.</summary>
    public void InboundExchangeEnded()
    {
        lock (_lock)
        {
            _servedMs = null;
            _tellsEnds = true;
        }
    }

    /// <summary>The peer's connection to this region is gone.</summary>
    public void InboundClosed()
    {
        lock (_lock)
        {
            _inbound--;
            _servedMs = null;
        }
    }

    /// <summary>True once a connection, when its exchange is due.</summary>
    public bool TakeDue(long nowMs)
    {
        lock (_lock)
        {
            if (!(nowMs >= Due()))
                return false;
            _openedMs = null;
            return true;
        }
    }

    private long? Due()
    {
        if (_openedMs is not { } openedMs)
            return null;
        var latest = Math.Max(openedMs, _servedMs ?? openedMs) + ScheduleLimits.CatchUpPatienceMs;
        if (!_isSentAll)
            return latest;
        if (_servedMs is { } servedMs)
            return Math.Max(_changedMs, servedMs + (_tellsEnds ? ScheduleLimits.CatchUpPatienceMs : settleMs));
        if (_resume != PushResume.Resumed)
            return _changedMs;

        // A peer that had a connection here will have one again, and may have much to push over it.
        var isInbound = _isReceivedAll && (_inbound > 0 || !_wasInbound);
        return isInbound ? Math.Min(_changedMs + settleMs, latest) : latest;
    }
}
