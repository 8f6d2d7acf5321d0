using System.Collections.Immutable;
using System.Text;
using Aevrion.Core;
using Aevrion.Core.Events;

namespace Aevrion.Storage.Tests.Conformance;

/// <summary>Events for tests, in few words.</summary>
internal static class SampleEvents
{
    /// <summary>A day in 2025, on a leaf boundary of the default shape.</summary>
    public const long Noon = 1_750_000_020_000;

    public static Event Put(string key, string value, long timestamp, string origin = "eu", params ImmutableArray<Hash256> parents) =>
        Event.Create(key, Encoding.UTF8.GetBytes(value), timestamp, origin, parents);

    public static Event PutBytes(string key, byte[] value, long timestamp) => Event.Create(key, value, timestamp, "eu");

    public static Event Delete(string key, long timestamp, string origin = "eu") => Event.Create(key, null, timestamp, origin);

    /// <summary>Versions of one key that share a timestamp, in last-write-wins order.</summary>
    public static Event[] Tie(string key, long timestamp, int count) =>
        [.. Enumerable.Range(0, count).Select(i => Put(key, $"tie {i}", timestamp)).OrderBy(@event => @event.Stamp)];

    /// <summary>Events of distinct keys, one every <paramref name="stepMs"/>.</summary>
    public static Event[] Series(int count, long stepMs, string prefix = "series", long start = Noon) =>
        [.. Enumerable.Range(0, count).Select(i => Put($"{prefix}/{i:d6}", $"value {i}", start + (i * stepMs)))];

    /// <summary>What makes two events the same to a reader.</summary>
    public static string Describe(Event? @event) => @event is null
        ? "none"
        : $"{@event.Key}|{(@event.Value is { } value ? Convert.ToHexString(value.Span) : "deleted")}|{@event.Timestamp}|{@event.Id}|" +
          $"{@event.Origin}|{string.Join(',', @event.Parents)}|{@event.Batch}";
}
