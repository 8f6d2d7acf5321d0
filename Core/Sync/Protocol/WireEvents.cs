using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using Aevrion.Core.Events;
using Google.Protobuf;

namespace Aevrion.Core.Sync.Protocol;

/// <summary>Events to their wire form and back. Whatever comes in is checked and its id derived again.</summary>
public static class WireEvents
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The wire form of an event.</summary>
    public static WireEvent ToWire(Event source)
    {
        Span<byte> id = stackalloc byte[Hash256.Length];
        source.Id.CopyTo(id);
        var wire = new WireEvent
        {
            Key = ByteString.CopyFromUtf8(source.Key),
            Timestamp = source.Timestamp,
            IdCheck = ByteString.CopyFrom(id[..ProtocolLimits.IdCheckBytes]),
            Origin = source.Origin,
        };
        if (source.Value is { } value)
            wire.Value = UnsafeByteOperations.UnsafeWrap(value);
        foreach (var parent in source.Parents)
            wire.Parents.Add(WireHashes.ToWire(parent));
        if (source.Batch is { } batch)
        {
            wire.Batch = UnsafeByteOperations.UnsafeWrap(batch.ToBytes().AsMemory(0, EventBatch.IdLength));
            wire.BatchCount = (uint)batch.Count;
        }

        return wire;
    }

    /// <summary>Upper bound of the encoded size of an event in a frame, in bytes.</summary>
    public static int SizeEstimate(Event source) =>
        (3 * source.Key.Length) + source.Value.GetValueOrDefault().Length + (source.Parents.Length * (Hash256.Length + 2))
        + (source.Batch is null ? 96 : 112);

    /// <summary>Checks events and derives their ids, side by side.</summary>
    /// <param name="wire">What came off the connection.</param>
    /// <param name="skip">So many of them are left out, from the first.</param>
    /// <exception cref="ProtocolViolationException">One breaks a rule, or its id is not what came with it.</exception>
    public static Event[] FromWire(IList<WireEvent> wire, int skip = 0)
    {
        var count = wire.Count - skip;
        var drafts = ArrayPool<EventDraft>.Shared.Rent(count);
        try
        {
            var origin = "";
            EventBatch? batch = null;
            for (var i = 0; i < count; i++)
            {
                drafts[i] = Check(wire[skip + i], origin, batch);
                (origin, batch) = (drafts[i].Origin, drafts[i].Batch);
            }

            var events = Event.CreateMany(drafts.AsSpan(0, count));
            Span<byte> id = stackalloc byte[Hash256.Length];
            for (var i = 0; i < count; i++)
            {
                events[i].Id.CopyTo(id);
                if (!wire[skip + i].IdCheck.Span.SequenceEqual(id[..ProtocolLimits.IdCheckBytes]))
                    throw Invalid(EventRejection.IdMismatch);
            }

            return events;
        }
        finally
        {
            ArrayPool<EventDraft>.Shared.Return(drafts, clearArray: true);
        }
    }

    private static EventDraft Check(WireEvent wire, string originBefore, EventBatch? batchBefore)
    {
        var key = DecodeKey(wire.Key);
        var rejection = EventRules.Check(key, wire.HasValue ? wire.Value.Length : 0, wire.Timestamp);
        if (rejection == EventRejection.None && wire.Parents.Count > EventLimits.MaxParents)
            rejection = EventRejection.TooManyParents;
        if (rejection != EventRejection.None)
            throw Invalid(rejection);

        // Events of a frame mostly have one origin: one string, looked at once, does for all.
        var origin = wire.Origin == originBefore ? originBefore : wire.Origin;
        if (!ReferenceEquals(origin, originBefore) || origin.Length == 0)
            CheckOrigin(origin);
        var value = wire.HasValue ? wire.Value.Memory : default(ReadOnlyMemory<byte>?);
        return new EventDraft(key, value, wire.Timestamp, origin, ParentsOf(wire), BatchOf(wire, batchBefore));
    }

    private static void CheckOrigin(string origin)
    {
        if (!RegionName.IsValid(origin))
            throw new ProtocolViolationException(Refusal.Types.Reason.InvalidEvent, "An event without a proper origin.");
    }

    private static EventBatch? BatchOf(WireEvent wire, EventBatch? before)
    {
        if (wire.Batch.IsEmpty && wire.BatchCount == 0)
            return null;
        if (wire.Batch.Length != EventBatch.IdLength || wire.BatchCount is < 2 or > ProtocolLimits.MaxBatchEvents)
            throw new ProtocolViolationException(Refusal.Types.Reason.InvalidEvent, "An event of a batch that cannot be.");
        var batch = new EventBatch(BinaryPrimitives.ReadUInt64BigEndian(wire.Batch.Span), (int)wire.BatchCount);
        return batch == before ? before : batch;
    }

    private static ImmutableArray<Hash256> ParentsOf(WireEvent wire)
    {
        if (wire.Parents.Count == 0)
            return [];
        var parents = ImmutableArray.CreateBuilder<Hash256>(wire.Parents.Count);
        foreach (var parent in wire.Parents)
            parents.Add(WireHashes.FromWire(parent));
        return parents.MoveToImmutable();
    }

    private static string DecodeKey(ByteString key)
    {
        if (key.Length > EventLimits.MaxKeyBytes)
            throw Invalid(EventRejection.KeyTooLong);
        try
        {
            return Strict.GetString(key.Span);
        }
        catch (DecoderFallbackException)
        {
            throw Invalid(EventRejection.KeyNotUnicode);
        }
    }

    private static ProtocolViolationException Invalid(EventRejection rejection) =>
        new(Refusal.Types.Reason.InvalidEvent, $"An event is not acceptable: {rejection}.");
}
