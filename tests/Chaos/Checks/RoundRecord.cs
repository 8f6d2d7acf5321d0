using Aevrion.Chaos.Workload;

namespace Aevrion.Chaos.Checks;

/// <summary>What is known after a round.</summary>
internal sealed record RoundRecord
{
    public required RoundKeys Keys { get; init; }

    public required IReadOnlyList<RegionRecord> Regions { get; init; }

    /// <summary>The key of each value that anybody tried to write.</summary>
    public required IReadOnlyDictionary<string, string> Issued { get; init; }

    /// <summary>Values of which somebody was told that they were not written.</summary>
    public required IReadOnlyCollection<string> Refused { get; init; }

    /// <summary>What no fault excuses: answers, processes that ended by themselves, watches that gave up.</summary>
    public required IReadOnlyCollection<string> Failures { get; init; }
}
