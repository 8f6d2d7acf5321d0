using System.Text.Json.Serialization;

namespace Aevrion.Silo.Http.Peers;

/// <summary>How the region stands with the others.</summary>
/// <param name="Region">This region.</param>
/// <param name="Watermark">All regions hold the same events dated before it; null when that is proven of nothing.</param>
/// <param name="WatermarkReason">Why there is none, or why and when it last moved back; null when neither is so.</param>
/// <param name="Peers">In the order of their names.</param>
internal sealed record PeersDocument(
    string Region,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] long? Watermark,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? WatermarkReason,
    IReadOnlyList<PeerDocument> Peers);
