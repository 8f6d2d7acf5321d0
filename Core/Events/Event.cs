using System.Buffers;
using System.Collections.Immutable;

namespace Aevrion.Core.Events;

/// <summary>
/// One immutable mutation of one key at one time: a value, or a deletion. Its <see cref="Id"/> is derived from key, value and
/// timestamp alone, so the same mutation made in two regions is one event. <see cref="Origin"/>, <see cref="Parents"/> and <see cref="Batch"/> are
/// metadata: they travel with the event and are never part of its identity.
/// </summary>
public sealed class Event
{
    private Event(
        string key,
        ReadOnlyMemory<byte>? value,
        long timestamp,
        Hash256 id,
        string origin,
        ImmutableArray<Hash256> parents,
        EventBatch? batch)
    {
        Key = key;
        Value = value;
        Timestamp = timestamp;
        Id = id;
        Origin = origin;
        Parents = parents;
        Batch = batch;
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

    /// <summary>The batch that it was written with; null for a single write.</summary>
    public EventBatch? Batch { get; }

    /// <summary>True when the key is deleted as of <see cref="Timestamp"/>.</summary>
    public bool IsDeletion => Value is null;

    /// <summary>The event's place in the last-write-wins order.</summary>
    public EventStamp Stamp => new(Timestamp, Id);

    /// <summary>Makes an event and derives its id. The arguments must already keep <see cref="EventRules"/>.</summary>
    public static Event Create(
        string key,
        ReadOnlyMemory<byte>? value,
        long timestamp,
        string origin,
        ImmutableArray<Hash256> parents = default,
        EventBatch? batch = null) =>
        new(key, value, timestamp, CanonicalEncoding.ComputeId(key, value, timestamp), origin, parents.IsDefault ? [] : parents, batch);

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
            {
                var draft = drafts[i];
                events[i] = Restore(draft.Key, draft.Value, draft.Timestamp, ids[i], draft.Origin, draft.Parents, draft.Batch);
            }

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
        string key,
        ReadOnlyMemory<byte>? value,
        long timestamp,
        Hash256 id,
        string origin,
        ImmutableArray<Hash256> parents,
        EventBatch? batch = null) =>
        new(key, value, timestamp, id, origin, parents.IsDefault ? [] : parents, batch);

    /// <inheritdoc/>
    public override string ToString() => $"{Key} @ {Timestamp} {(IsDeletion ? "deleted" : $"{Value!.Value.Length} bytes")} {Id}";
}
