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
        var wire = new WireEvent
        {
            Key = ByteString.CopyFromUtf8(source.Key),
            Timestamp = source.Timestamp,
            IdCheck = ByteString.CopyFrom(source.Id.ToArray().AsSpan(0, ProtocolLimits.IdCheckBytes)),
            Origin = source.Origin,
        };
        if (source.Value is { } value)
            wire.Value = UnsafeByteOperations.UnsafeWrap(value);
        foreach (var parent in source.Parents)
            wire.Parents.Add(WireHashes.ToWire(parent));
        return wire;
    }

    /// <summary>Upper bound of the encoded size of an event in a frame, in bytes.</summary>
    public static int SizeEstimate(Event source) =>
        (3 * source.Key.Length) + source.Value.GetValueOrDefault().Length + (source.Parents.Length * (Hash256.Length + 2)) + 96;

    /// <summary>Checks an event and derives its id.</summary>
    /// <exception cref="ProtocolViolationException">It breaks a rule, or its id is not what came with it.</exception>
    public static Event FromWire(WireEvent wire)
    {
        var key = DecodeKey(wire.Key);
        var rejection = EventRules.Check(key, wire.HasValue ? wire.Value.Length : 0, wire.Timestamp);
        if (rejection == EventRejection.None && wire.Parents.Count > EventLimits.MaxParents)
            rejection = EventRejection.TooManyParents;
        if (rejection != EventRejection.None)
            throw Invalid(rejection);
        if (wire.Origin.Length is 0 or > ProtocolLimits.MaxRegionNameLength)
            throw new ProtocolViolationException(Refusal.Types.Reason.InvalidEvent, "An event without a proper origin.");

        var parents = wire.Parents.Select(WireHashes.FromWire).ToImmutableArray();
        ReadOnlyMemory<byte>? value = wire.HasValue ? wire.Value.Memory : default(ReadOnlyMemory<byte>?);
        var result = Event.Create(key, value, wire.Timestamp, wire.Origin, parents);
        Span<byte> id = stackalloc byte[Hash256.Length];
        result.Id.CopyTo(id);
        return wire.IdCheck.Span.SequenceEqual(id[..ProtocolLimits.IdCheckBytes]) ? result : throw Invalid(EventRejection.IdMismatch);
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
