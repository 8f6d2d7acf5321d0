using Aevrion.Core.Events;
using Aevrion.Core.Tree;
using Aevrion.Simulation.Regions;
using Aevrion.Storage;

namespace Aevrion.Simulation.Canaries;

/// <summary>Counts grow by every event that comes in, also by one that is there already.</summary>
internal sealed class DuplicatesCounted : Canary
{
    /// <inheritdoc/>
    public override IRegionStore CreateStore(TreeShape shape) => new RepeatingStore(shape);

    private sealed class RepeatingStore(TreeShape shape) : MemoryRegionStore(shape)
    {
        private readonly List<long> _repeated = [];

        public override async Task<AppendReceipt> AppendAsync(
            IReadOnlyList<Event> events, AppendTerms terms, CancellationToken cancellationToken)
        {
            var receipt = await base.AppendAsync(events, terms, cancellationToken);
            _repeated.AddRange(events.Where((_, i) => !receipt.Added[i]).Select(item => Shape.LeafOf(item.Timestamp)));
            return receipt;
        }

        public override async Task<IReadOnlyList<StoredNode>> ReadNodesAsync(
            IReadOnlyList<NodeRange> ranges, CancellationToken cancellationToken) =>
            [.. (await base.ReadNodesAsync(ranges, cancellationToken)).Select(Grown)];

        private StoredNode Grown(StoredNode node)
        {
            var more = _repeated.Count(leaf => Shape.AncestorOf(leaf, node.Address.Level) == node.Address);
            return node with { Count = node.Count + more };
        }
    }
}
