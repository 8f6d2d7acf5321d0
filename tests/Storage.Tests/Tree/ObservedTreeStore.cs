using Aevrion.Core.Events;
using Aevrion.Core.Tree;

namespace Aevrion.Storage.Tests.Tree;

/// <summary>A tree store that writes down what is read and lets a test come between.</summary>
internal sealed class ObservedTreeStore(ITreeStore store) : ITreeStore
{
    private readonly Lock _gate = new();
    private readonly List<NodeRange> _ranges = [];
    private readonly List<long> _leaves = [];

    public TreeShape Shape => store.Shape;

    /// <summary>Run before the stamps of leaves are read.</summary>
    public Func<Task> BeforeLeaves { get; set; } = static () => Task.CompletedTask;

    /// <summary>Run after nodes were read, before the reader learns of them.</summary>
    public Func<Task> AfterNodes { get; set; } = static () => Task.CompletedTask;

    /// <summary>Answers the ranges of nodes and the leaves read since it was last asked.</summary>
    public (NodeRange[] Ranges, long[] Leaves) TakeReads()
    {
        lock (_gate)
        {
            var reads = (_ranges.ToArray(), _leaves.ToArray());
            _ranges.Clear();
            _leaves.Clear();
            return reads;
        }
    }

    public async Task<IReadOnlyList<StoredNode>> ReadNodesAsync(IReadOnlyList<NodeRange> ranges, CancellationToken cancellationToken)
    {
        lock (_gate)
            _ranges.AddRange(ranges);
        var nodes = await store.ReadNodesAsync(ranges, cancellationToken);
        await AfterNodes();
        return nodes;
    }

    public Task<IReadOnlyList<StoredNode>> ReadChildrenAsync(IReadOnlyList<NodeAddress> parents, CancellationToken cancellationToken) =>
        store.ReadChildrenAsync(parents, cancellationToken);

    public Task<IReadOnlyDictionary<long, IReadOnlyList<EventStamp>>> ReadLeavesAsync(
        IReadOnlyCollection<long> leaves, CancellationToken cancellationToken) => store.ReadLeavesAsync(leaves, cancellationToken);

    public async Task<IReadOnlyList<TreeNode>> TakeLeavesAsync(IReadOnlyCollection<long> leaves, CancellationToken cancellationToken)
    {
        lock (_gate)
            _leaves.AddRange(leaves);
        await BeforeLeaves();
        return await store.TakeLeavesAsync(leaves, cancellationToken);
    }

    public Task SaveDigestsAsync(IReadOnlyList<TreeNode> nodes, CancellationToken cancellationToken) =>
        store.SaveDigestsAsync(nodes, cancellationToken);
}
