using System.Text.Json.Serialization;
using Aevrion.Client;

namespace Aevrion.Cli.Top;

/// <summary>What a region does, at one look.</summary>
/// <param name="Status">What it says of itself.</param>
/// <param name="Load">What it did lately.</param>
/// <param name="Peers">How it stands with its peers; null when the token may not see that.</param>
internal sealed record TopDocument(
    RegionStatus Status, LoadReport Load, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] PeersReport? Peers);
