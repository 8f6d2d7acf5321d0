using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Aevrion.Core;
using Aevrion.Core.Conflicts;
using Aevrion.Core.Events;
using Aevrion.Core.Time;
using Aevrion.Grains.Interfaces.Batches;

namespace Aevrion.Grains.Batches;

/// <summary>
/// The events of a batch in the making. Ids are derived side by side; only a key that comes again needs those before it at once, since
/// its parent is the line before.
/// </summary>
/// <param name="seen">The highest stamp seen of the keys that are written without a timestamp.</param>
/// <param name="clock">Dates lines.</param>
/// <param name="region">Origin of the events that do not name another.</param>
/// <param name="lines">How many lines there are.</param>
internal sealed class BatchEvents(Dictionary<string, EventStamp> seen, RegionClock clock, string region, int lines)
{
    /// <summary>A single line is no batch: it is whole anyway.</summary>
    private readonly EventBatch? _batch = lines < 2
        ? null
        : new EventBatch(BinaryPrimitives.ReadUInt64BigEndian(RandomNumberGenerator.GetBytes(EventBatch.IdLength)), lines);

    private readonly List<Event> _made = new(lines);
    private readonly List<EventDraft> _drafts = new(lines);
    private readonly HashSet<string> _drafted = new(lines, StringComparer.Ordinal);

    /// <summary>Takes the next line.</summary>
    public void Add(BatchOperation operation)
    {
        if (!_drafted.Add(operation.Key))
        {
            Make();
            _drafted.Add(operation.Key);
        }

        if (operation.Timestamp is { } timestamp)
            _drafts.Add(new EventDraft(operation.Key, operation.Value, timestamp, operation.Origin ?? region, ParentsOf(operation), _batch));
        else if (seen.TryGetValue(operation.Key, out var latest))
            _drafts.Add(new EventDraft(operation.Key, operation.Value, clock.TimestampAfter(latest.Timestamp), region, [latest.Id], _batch));
        else
            _drafts.Add(new EventDraft(operation.Key, operation.Value, clock.TimestampAfter(null), region, [], _batch));
    }

    /// <summary>The events of all lines, in their order.</summary>
    public List<Event> ToList()
    {
        Make();
        return _made;
    }

    private static ImmutableArray<Hash256> ParentsOf(BatchOperation import) => import.Parents.IsDefault ? SeenVersions.OfImport : import.Parents;

    private void Make()
    {
        foreach (var made in Event.CreateMany(CollectionsMarshal.AsSpan(_drafts)))
        {
            if (!seen.TryGetValue(made.Key, out var latest) || made.Stamp > latest)
                seen[made.Key] = made.Stamp;
            _made.Add(made);
        }

        _drafts.Clear();
        _drafted.Clear();
    }
}
