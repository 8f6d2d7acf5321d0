using System.Text;

namespace Aevrion.Demo.Check;

/// <summary>
/// Everything that was acknowledged to the demo, kept apart from the regions: what both have to answer in the end, no more and no less.
/// </summary>
internal sealed class Ledger
{
    private const int TimestampBytes = 8;

    private readonly Dictionary<string, LedgerEntry> _entries = new(StringComparer.Ordinal);

    /// <summary>How many different events there are.</summary>
    public int Count => _entries.Count;

    /// <summary>Keys, values and times of all events, in bytes: the least that a full copy has to carry.</summary>
    public long ContentBytes => _entries.Values.Sum(
        entry => (long)Encoding.UTF8.GetByteCount(entry.Key) + Encoding.UTF8.GetByteCount(entry.Text ?? "") + TimestampBytes);

    /// <summary>Milliseconds since the Unix epoch.</summary>
    public long LatestTimestampMs => _entries.Values.Max(entry => entry.TimestampMs);

    /// <summary>The versions of each key, newest first: by time, on a tie by id.</summary>
    public IReadOnlyList<IGrouping<string, LedgerEntry>> Keys =>
    [
        .. _entries.Values
            .OrderByDescending(entry => entry.TimestampMs)
            .ThenByDescending(entry => entry.Id, StringComparer.Ordinal)
            .GroupBy(entry => entry.Key, StringComparer.Ordinal),
    ];

    public void Note(LedgerEntry entry) => _entries[entry.Id] = entry;
}
