using System.Buffers;
using System.Collections.Immutable;

namespace Aevrion.Core.Events;

/// <summary>
/// One immutable mutation of one key at one time: a value, or a deletion. Its <see cref="Id"/> is derived from key, value and
/// timestamp alone, so the same mutation made in two regions is one event. <see cref="Origin"/> and <see cref="Parents"/> are
/// metadata: they travel with the event and are never part of its identity.
/// </summary>
public sealed class Event
{
    private Event(string key, ReadOnlyMemory<byte>? value, long timestamp, Hash256 id, string origin, ImmutableArray<Hash256> parents)
    {
        Key = key;
        Value = value;
        Timestamp = timestamp;
        Id = id;
        Origin = origin;
        Parents = parents;
    }

    /// <summary>The key: 1 to 1,024 bytes of UTF-8, no NUL.</summary>
    public string Key { get; }

    /// <summary>The value, 0 to 1 MiB; null for a deletion.</summary>
    public ReadOnlyMemory<byte>? Value { get; }

    /// <summary>Milliseconds since the Unix epoch.</summary>
    public long Timestamp { get; }

    /// <summary>BLAKE3 of the <see cref="CanonicalEncoding"/>.</summary>
    public Hash256 Id { get; }

    /// <summary>The region that accepted the write.</summary>
    public string Origin { get; }

    /// <summary>Ids of the versions of the key that the writer had seen; never default.</summary>
    public ImmutableArray<Hash256> Parents { get; }

    /// <summary>True when the key is deleted as of <see cref="Timestamp"/>.</summary>
    public bool IsDeletion => Value is null;

    /// <summary>The event's place in the last-write-wins order.</summary>
    public EventStamp Stamp => new(Timestamp, Id);

    /// <summary>Makes an event and derives its id. The arguments must already keep <see cref="EventRules"/>.</summary>
    public static Event Create(
        string key, ReadOnlyMemory<byte>? value, long timestamp, string origin, ImmutableArray<Hash256> parents = default) =>
        new(key, value, timestamp, CanonicalEncoding.ComputeId(key, value, timestamp), origin, parents.IsDefault ? [] : parents);

    /// <summary>
    /// Makes many events, deriving their ids side by side, which costs a third of deriving them one by one. For what comes off the wire as
    /// well: compare the ids with what the sender says.
    /// </summary>
    /// <param name="drafts">What they are made of; each must already keep <see cref="EventRules"/>.</param>
    /// <returns>The events, in the same order.</returns>
    public static Event[] CreateMany(ReadOnlySpan<EventDraft> drafts)
    {
        var ids = ArrayPool<Hash256>.Shared.Rent(drafts.Length);
        try
        {
            IdBatch.Compute(drafts, ids);
            var events = new Event[drafts.Length];
            for (var i = 0; i < events.Length; i++)
                events[i] = Restore(drafts[i].Key, drafts[i].Value, drafts[i].Timestamp, ids[i], drafts[i].Origin, drafts[i].Parents);
            return events;
        }
        finally
        {
            ArrayPool<Hash256>.Shared.Return(ids);
        }
    }

    /// <summary>
    /// Restores an event whose id was derived before, as from this region's own table. Never used for what a peer or a client
    /// sent: there the id is recomputed.
    /// </summary>
    public static Event Restore(
        string key, ReadOnlyMemory<byte>? value, long timestamp, Hash256 id, string origin, ImmutableArray<Hash256> parents) =>
        new(key, value, timestamp, id, origin, parents.IsDefault ? [] : parents);

    /// <inheritdoc/>
    public override string ToString() => $"{Key} @ {Timestamp} {(IsDeletion ? "deleted" : $"{Value!.Value.Length} bytes")} {Id}";
}
