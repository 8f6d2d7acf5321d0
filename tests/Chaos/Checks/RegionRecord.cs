using Aevrion.Chaos.Workload;
using Aevrion.Linearizability.Histories;

namespace Aevrion.Chaos.Checks;

/// <summary>What is known of a region after a round: what it was asked and answered, and what it holds.</summary>
internal sealed record RegionRecord
{
    public required string Name { get; init; }

    /// <summary>What its clients did.</summary>
    public required IReadOnlyList<RegisterOperation> Operations { get; init; }

    public required IReadOnlyCollection<AcknowledgedWrite> Acknowledged { get; init; }

    /// <summary>What its watches told, by their names.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<WatchedChange>> Watches { get; init; }

    /// <summary>The events of the round as they lie in its table, in (timestamp, id) order.</summary>
    public required IReadOnlyList<StoredEvent> Events { get; init; }

    /// <summary>The conflicts of the round, as it lists them.</summary>
    public required IReadOnlyList<ListedConflict> Conflicts { get; init; }

    /// <summary>The keys of the round that are there, as it lists them: key, id and value.</summary>
    public required IReadOnlyList<(string Key, string Id, string? Value)> Scan { get; init; }

    /// <summary>The ids of the events of the round, as it lists them.</summary>
    public required IReadOnlyList<string> Log { get; init; }

    /// <summary>Answers to readings of single keys at some time: key, time, and the id; null when nothing stood.</summary>
    public required IReadOnlyList<(string Key, long At, string? Id)> Reads { get; init; }

    /// <summary>Digest and count of closed time, up to the same horizon in all regions.</summary>
    public required string Digest { get; init; }
}
