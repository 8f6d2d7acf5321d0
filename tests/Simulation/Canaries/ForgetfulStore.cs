using Aevrion.Core;
using Aevrion.Core.Tree;
using Aevrion.Simulation.Regions;
using Aevrion.Storage;

namespace Aevrion.Simulation.Canaries;

/// <summary>Does not notice that a digest was taken of fewer events than there are.</summary>
internal sealed class ForgetfulStore(TreeShape shape) : MemoryRegionStore(shape)
{
    private readonly Dictionary<NodeAddress, Hash256> _digests = [];

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<StoredNode>> ReadNodesAsync(
        IReadOnlyList<NodeRange> ranges, CancellationToken cancellationToken) =>
        [.. (await base.ReadNodesAsync(ranges, cancellationToken)).Select(Mistake)];

    /// <inheritdoc/>
    public override Task SaveDigestsAsync(IReadOnlyList<TreeNode> nodes, CancellationToken cancellationToken)
    {
        foreach (var node in nodes)
            _digests[node.Address] = node.Digest;
        return base.SaveDigestsAsync(nodes, cancellationToken);
    }

    private StoredNode Mistake(StoredNode node) =>
        node.Digest is null && _digests.TryGetValue(node.Address, out var stale) ? node with { Digest = stale } : node;
}
