namespace Aevrion.Chaos.Workload;

/// <summary>What a watch told, in its order, since the tape was taken last. Safe for concurrent use.</summary>
/// <param name="region">The region that is watched.</param>
/// <param name="name">What kind of watch it is.</param>
internal sealed class WatchTape(string region, string name)
{
    /// <summary>What keys begin with that are written to see that a watch has begun.</summary>
    public const string ProbePrefix = "probe/";

    /// <summary>Changes that are kept; a watch that tells more repeats itself.</summary>
    private const int MaxChanges = 4 * RoundHistory.MaxOperations;

    private readonly Lock _lock = new();
    private List<WatchedChange> _changes = [];
    private string? _failure;

    public string Region => region;

    public string Name => name;

    /// <summary>How many changes there are.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _changes.Count;
        }
    }

    /// <summary>Why the watch ended, which it should not; null while it goes on.</summary>
    public string? Failure => Volatile.Read(ref _failure);

    /// <summary>How often it went on behind a change after a connection had ended; of some watches only their clients know.</summary>
    public int Resumed { get; private set; }

    /// <summary>True once anything was told: the watch has begun.</summary>
    public bool HasBegun { get; private set; }

    public void Add(WatchedChange change)
    {
        lock (_lock)
        {
            HasBegun = true;
            if (change.Key.StartsWith(ProbePrefix, StringComparison.Ordinal))
                return;
            if (_changes.Count >= MaxChanges)
                _failure = $"it told more than {MaxChanges} changes";
            else
                _changes.Add(change);
        }
    }

    public void CountResumption() => Resumed++;

    public void Fail(string reason) => Volatile.Write(ref _failure, reason);

    /// <summary>Takes what there is, and leaves nothing.</summary>
    public List<WatchedChange> Take()
    {
        lock (_lock)
        {
            var taken = _changes;
            _changes = [];
            return taken;
        }
    }
}
