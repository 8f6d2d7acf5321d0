using Aevrion.Core.Tree;

namespace Aevrion.Core.Sync.Differences;

/// <summary>
/// What exchanges with a peer have found to differ, from the moment it is found until a while after it was repaired. Safe for concurrent
/// use.
/// </summary>
public sealed class FoundDifferences(TreeShape shape)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<NodeAddress, FoundDifference> _kept = [];
    private DifferingNodes? _running;
    private long _startedMs;
    private bool _isMerged;

    /// <summary>An exchange begins.</summary>
    /// <param name="found">What it finds, while it runs.</param>
    /// <param name="nowMs">Now, in milliseconds since the Unix epoch.</param>
    public void Begin(DifferingNodes found, long nowMs)
    {
        lock (_lock)
            (_running, _startedMs) = (found, nowMs);
    }

    /// <summary>The exchange has ended.</summary>
    /// <param name="equalBelow">Leaves below it were found equal at its end; 0 for none.</param>
    /// <param name="nowMs">Now, in milliseconds since the Unix epoch.</param>
    public void End(long equalBelow, long nowMs)
    {
        lock (_lock)
        {
            foreach (var node in _running?.Read() ?? [])
                _kept[node] = new FoundDifference(node, IsRepaired: false, _startedMs);
            _isMerged |= _running?.IsMerged == true;
            _running = null;
            foreach (var (node, found) in _kept.Where(kept => !kept.Value.IsRepaired && shape.LeavesUnder(kept.Key).End <= equalBelow).ToList())
                _kept[node] = found with { IsRepaired = true, AtMs = nowMs };
            Forget(nowMs);
        }
    }

    /// <summary>All that is remembered, and whether some nodes stand for several that were found.</summary>
    public (IReadOnlyList<FoundDifference> Found, bool IsMerged) Read(long nowMs)
    {
        lock (_lock)
        {
            Forget(nowMs);
            var found = new Dictionary<NodeAddress, FoundDifference>(_kept);
            foreach (var node in _running?.Read() ?? [])
                found[node] = new FoundDifference(node, IsRepaired: false, _startedMs);
            return ([.. found.Values], _isMerged || _running?.IsMerged == true);
        }
    }

    private void Forget(long nowMs)
    {
        foreach (var (node, _) in _kept.Where(kept => kept.Value.IsRepaired && nowMs - kept.Value.AtMs >= DifferenceLimits.RepairedForMs).ToList())
            _kept.Remove(node);
        _isMerged &= _kept.Count > 0;
        if (_kept.Count <= DifferenceLimits.MaxNodes)
            return;

        // What was repaired longest ago is missed least.
        foreach (var (node, _) in _kept.OrderBy(kept => !kept.Value.IsRepaired).ThenBy(kept => kept.Value.AtMs).Take(_kept.Count - DifferenceLimits.MaxNodes).ToList())
            _kept.Remove(node);
    }
}
