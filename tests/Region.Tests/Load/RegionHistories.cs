using Aevrion.Linearizability.Histories;

namespace Aevrion.Region.Tests.Load;

/// <summary>
/// A history for each region. A write belongs to the history of the region that took it; to the others it is one that may take effect at any time
/// from its beginning on, or never.
/// </summary>
/// <param name="regions">Their names.</param>
internal sealed class RegionHistories(IEnumerable<string> regions)
{
    private readonly Dictionary<string, HistoryRecorder> _recorders = regions.ToDictionary(region => region, _ => new HistoryRecorder());

    public HistoryRecorder Of(string region) => _recorders[region];

    /// <summary>A client of a region is about to write.</summary>
    public RecordedOperation BeginPut(string region, string client, string key, string value, RegisterCondition? condition = null)
    {
        foreach (var (other, recorder) in _recorders)
        {
            if (other != region)
                recorder.BeginPut(client, key, value);
        }

        return _recorders[region].BeginPut(client, key, value, condition);
    }
}
