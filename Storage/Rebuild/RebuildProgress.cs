namespace Aevrion.Storage.Rebuild;

/// <summary>How far a rebuild is. Safe for concurrent use.</summary>
public sealed class RebuildProgress
{
    private readonly Lock _lock = new();
    private RebuildPhase _phase;
    private long _done;
    private long _total;

    /// <summary>The phase, and how much of it is done of how much there is, as far as that is known.</summary>
    public (RebuildPhase Phase, long Done, long Total) Now
    {
        get
        {
            lock (_lock)
                return (_phase, _done, Math.Max(_done, _total));
        }
    }

    /// <summary>Begins a phase.</summary>
    public void Begin(RebuildPhase phase, long total)
    {
        lock (_lock)
            (_phase, _done, _total) = (phase, 0, total);
    }

    /// <summary>So much more is done.</summary>
    public void Add(long done)
    {
        lock (_lock)
            _done += done;
    }

    /// <summary>So much is done of so much.</summary>
    public void Set(long done, long total)
    {
        lock (_lock)
            (_done, _total) = (done, total);
    }
}
