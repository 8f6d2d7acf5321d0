using Aevrion.Core.Events;
using Aevrion.Core.Tree;
using Aevrion.Simulation.Regions;

namespace Aevrion.Simulation.Canaries;

/// <summary>Knows no order among versions of one time but that of their arrival.</summary>
internal sealed class FirstComeStore(TreeShape shape) : MemoryRegionStore(shape)
{
    private readonly Dictionary<string, Event> _latest = [];

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<bool>> AppendAsync(
        IReadOnlyList<Event> events, long? earliestOwn, CancellationToken cancellationToken)
    {
        var added = await base.AppendAsync(events, earliestOwn, cancellationToken);
        foreach (var item in events)
        {
            if (!_latest.TryGetValue(item.Key, out var latest) || latest.Timestamp < item.Timestamp)
                _latest[item.Key] = item;
        }

        return added;
    }

    /// <inheritdoc/>
    public override Task<Event?> ReadLatestAsync(string key, CancellationToken cancellationToken) =>
        Task.FromResult(_latest.GetValueOrDefault(key));
}
