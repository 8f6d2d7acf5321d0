using System.Text.Json.Serialization;

namespace Aevrion.Silo.Http.Tree;

/// <summary>The progressive digest of the region.</summary>
internal sealed record TreeDocument
{
    public required string Region { get; init; }

    public required long Granularity { get; init; }

    public required int BranchingFactor { get; init; }

    /// <summary>Leaves below it are covered.</summary>
    public required long Horizon { get; init; }

    /// <summary>Events covered.</summary>
    public required long Count { get; init; }

    /// <summary>Of everything covered; null when that is nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required string? Digest { get; init; }

    public required IReadOnlyList<NodeDocument> Nodes { get; init; }
}
