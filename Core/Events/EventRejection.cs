namespace Aevrion.Core.Events;

/// <summary>Why an event is not accepted.</summary>
public enum EventRejection
{
    /// <summary>It is accepted.</summary>
    None = 0,

    /// <summary>The key is empty.</summary>
    KeyEmpty,

    /// <summary>The key is longer than <see cref="EventLimits.MaxKeyBytes"/>.</summary>
    KeyTooLong,

    /// <summary>The key contains a NUL character.</summary>
    KeyHasNul,

    /// <summary>The key is not valid Unicode (an unpaired surrogate, or bytes that are not UTF-8).</summary>
    KeyNotUnicode,

    /// <summary>The value is larger than <see cref="EventLimits.MaxValueBytes"/>.</summary>
    ValueTooLarge,

    /// <summary>The timestamp is before the Unix epoch.</summary>
    TimestampNegative,

    /// <summary>The timestamp is later than <see cref="EventLimits.MaxTimestamp"/>.</summary>
    TimestampTooLate,

    /// <summary>The timestamp lies further ahead of this region's clock than the allowed drift.</summary>
    TimestampInFuture,

    /// <summary>More than <see cref="EventLimits.MaxParents"/> parents.</summary>
    TooManyParents,

    /// <summary>The id that came with the event is not the hash of its content.</summary>
    IdMismatch,
}
