using System.Text;
using Aevrion.Core.Events;

namespace Aevrion.Pictures.Regions;

/// <summary>Events for pictures.</summary>
internal static class DrawnEvents
{
    /// <summary>An event whose value is text.</summary>
    public static Event Of(string key, string value, long timestamp, string origin, params Core.Hash256[] parents) =>
        Event.Create(key, Encoding.UTF8.GetBytes(value), timestamp, origin, [.. parents]);

    /// <summary>Events of many users, anywhere in a span of time.</summary>
    /// <param name="count">How many.</param>
    /// <param name="fromMs">The first moment, in milliseconds since the Unix epoch.</param>
    /// <param name="spanMs">How long after it the last may be.</param>
    public static IReadOnlyList<Event> Many(DrawnNumbers numbers, int count, long fromMs, long spanMs) =>
        [.. Enumerable.Range(0, count).Select(i => Of($"user:{numbers.Next(count)}", $"{{\"visit\":{i}}}", fromMs + numbers.Next(spanMs), "eu"))];
}
