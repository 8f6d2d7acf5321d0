using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Tree;

namespace Aevrion.Core.Sync.Exchange;

/// <summary>
/// The nodes that an exchange still has to look into. Lower levels come first, so that what is waiting stays small: at most the
/// children of one step a level.
/// </summary>
public sealed class TreeDescent
{
    private readonly SortedDictionary<int, Queue<DifferingNode>> _pending = [];

    /// <summary>Leaves found to differ so far.</summary>
    public long DifferingLeaves { get; private set; }

    /// <summary>True while a node waits.</summary>
    public bool HasMore => _pending.Count > 0;

    /// <summary>The level of the nodes that <see cref="Take"/> answers next.</summary>
    public int NextLevel => _pending.Keys.First();

    /// <summary>Notes every node that only one side has, or that has different digests. Both lists in address order.</summary>
    public void Compare(IReadOnlyList<TreeNode> local, IReadOnlyList<TreeNode> remote)
    {
        var here = 0;
        var there = 0;
        while (here < local.Count || there < remote.Count)
        {
            var order = here == local.Count ? 1
                : there == remote.Count ? -1
                : local[here].Address.CompareTo(remote[there].Address);
            if (order < 0)
                Add(new DifferingNode(local[here].Address, local[here++].Count, 0));
            else if (order > 0)
                Add(new DifferingNode(remote[there].Address, 0, remote[there++].Count));
            else
                CompareSame(local[here++], remote[there++]);
        }
    }

    /// <summary>Takes the nodes of the next step, all of one level, ascending, as many as one request may name.</summary>
    public IReadOnlyList<DifferingNode> Take()
    {
        var (level, queue) = _pending.First();
        var taken = new List<DifferingNode>();
        var events = 0L;
        while (queue.Count > 0 && taken.Count < Limit(level) && (level > 0 || events < ProtocolLimits.TargetEventsPerLeavesRequest))
        {
            var node = queue.Dequeue();
            events += Math.Max(node.LocalCount, node.RemoteCount);
            taken.Add(node);
        }

        if (queue.Count == 0)
            _pending.Remove(level);
        return taken;
    }

    private static int Limit(int level) =>
        level == 0 ? ProtocolLimits.MaxLeavesPerRequest : ProtocolLimits.MaxParentsPerRequest;

    private void CompareSame(TreeNode local, TreeNode remote)
    {
        if (local.Digest != remote.Digest)
            Add(new DifferingNode(local.Address, local.Count, remote.Count));
    }

    private void Add(DifferingNode node)
    {
        if (node.Address.Level == 0)
            DifferingLeaves++;
        if (!_pending.TryGetValue(node.Address.Level, out var queue))
            _pending.Add(node.Address.Level, queue = new Queue<DifferingNode>());
        queue.Enqueue(node);
    }
}
