using Aevrion.Core.Events;

namespace Aevrion.Storage.Scanning;

/// <summary>Which page of the log to read: events of all keys, deletions included, in (timestamp, id) order.</summary>
public sealed record LogScan
{
    /// <summary>Only events of keys that begin with it; empty for all.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Only events of keys that begin with one of these as well; empty for all.</summary>
    public IReadOnlyList<string> AnyOf { get; init; } = [];

    /// <summary>Only events behind it; null for the first page.</summary>
    public EventStamp? After { get; init; }

    /// <summary>Only events dated at or before it, in milliseconds since the Unix epoch.</summary>
    public required long At { get; init; }

    /// <summary>Most events, 1 to <see cref="StorageLimits.MaxPage"/>.</summary>
    public required int Limit { get; init; }

    /// <summary>Read the values too.</summary>
    public bool IncludeValues { get; init; }

    /// <summary>The page ends after the event that takes the sum of the value sizes over it; counts only with values.</summary>
    public long MaxBytes { get; init; } = long.MaxValue;
}
