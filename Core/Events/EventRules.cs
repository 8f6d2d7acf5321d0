using System.Text;

namespace Aevrion.Core.Events;

/// <summary>The checks every event passes before it enters a region. They write nothing and never throw.</summary>
public static class EventRules
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Checks a key: 1 to 1,024 bytes of valid UTF-8 without NUL.</summary>
    public static EventRejection CheckKey(string key)
    {
        if (key.Length == 0)
            return EventRejection.KeyEmpty;
        if (key.Length > EventLimits.MaxKeyBytes)
            return EventRejection.KeyTooLong;
        if (key.Contains('\0', StringComparison.Ordinal))
            return EventRejection.KeyHasNul;

        try
        {
            return Strict.GetByteCount(key) > EventLimits.MaxKeyBytes ? EventRejection.KeyTooLong : EventRejection.None;
        }
        catch (EncoderFallbackException)
        {
            return EventRejection.KeyNotUnicode;
        }
    }

    /// <summary>Checks key, value size and timestamp range.</summary>
    public static EventRejection Check(string key, int valueBytes, long timestamp)
    {
        var rejection = CheckKey(key);
        if (rejection != EventRejection.None)
            return rejection;
        if (valueBytes > EventLimits.MaxValueBytes)
            return EventRejection.ValueTooLarge;
        return CheckTimestamp(timestamp);
    }

    /// <summary>Checks that a timestamp (milliseconds since the Unix epoch) can be stored.</summary>
    public static EventRejection CheckTimestamp(long timestamp) => timestamp switch
    {
        < 0 => EventRejection.TimestampNegative,
        > EventLimits.MaxTimestamp => EventRejection.TimestampTooLate,
        _ => EventRejection.None,
    };
}
