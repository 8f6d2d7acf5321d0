using Aevrion.Core.Events;
using Aevrion.Silo.Http.Problems;

namespace Aevrion.Silo.Http.Requests;

/// <summary>What a broken event rule means to a client.</summary>
internal static class EventProblems
{
    public static Problem Of(EventRejection rejection) => rejection switch
    {
        EventRejection.KeyEmpty => ProblemKinds.KeyEmpty.With("A key has at least one byte."),
        EventRejection.KeyTooLong => ProblemKinds.KeyTooLong.With($"A key has at most {EventLimits.MaxKeyBytes} bytes of UTF-8."),
        EventRejection.KeyHasNul => ProblemKinds.KeyHasNul.With("A key may hold any character but NUL."),
        EventRejection.KeyNotUnicode => ProblemKinds.KeyNotUtf8.With("A key is valid UTF-8, percent-encoded where needed in a path."),
        EventRejection.ValueTooLarge => ProblemKinds.ValueTooLarge.With($"A value has at most {EventLimits.MaxValueBytes} bytes."),
        EventRejection.TimestampNegative => ProblemKinds.TimestampNegative.With("Timestamps are milliseconds since 1970, 0 or more."),
        EventRejection.TimestampTooLate => ProblemKinds.TimestampTooLate.With(
            $"The latest timestamp is {EventLimits.MaxTimestamp}, the last millisecond of the year 9999. Timestamps are milliseconds."),
        _ => throw new ArgumentOutOfRangeException(nameof(rejection), rejection, "Not a rule that a client's request can break."),
    };
}
