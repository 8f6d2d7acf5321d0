using Aevrion.Core.Events;
using Aevrion.Core.Tree;
using Aevrion.Simulation.Regions;
using Aevrion.Storage;

namespace Aevrion.Simulation.Canaries;

/// <summary>Knows no order among versions of one time but that of their arrival.</summary>
internal sealed class FirstComeStore(TreeShape shape) : MemoryRegionStore(shape)
{
    private readonly Dictionary<string, Event> _latest = [];

    /// <inheritdoc/>
    public override async Task<AppendReceipt> AppendAsync(
        IReadOnlyList<Event> events, AppendTerms terms, CancellationToken cancellationToken)
    {
        var receipt = await base.AppendAsync(events, terms, cancellationToken);
        foreach (var item in events)
        {
            if (!_latest.TryGetValue(item.Key, out var latest) || latest.Timestamp < item.Timestamp)
                _latest[item.Key] = item;
        }

        return receipt;
    }

    /// <inheritdoc/>
    public override Task<Event?> ReadLatestAsync(string key, CancellationToken cancellationToken) =>
        Task.FromResult(_latest.GetValueOrDefault(key));

    /// <inheritdoc/>
    public override Task<IReadOnlyList<Event?>> ReadLatestAsync(IReadOnlyList<string> keys, long maxBytes, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Event?>>([.. keys.Select(_latest.GetValueOrDefault)]);
}
