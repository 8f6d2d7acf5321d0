using System.Text.Json.Serialization;

namespace Aevrion.Silo.Http.Peers;

/// <summary>How the region stands with the others.</summary>
/// <param name="Region">This region.</param>
/// <param name="Watermark">Every region is known to hold everything dated before it; null when that is not known.</param>
/// <param name="Peers">In the order of their names.</param>
internal sealed record PeersDocument(
    string Region, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] long? Watermark, IReadOnlyList<PeerDocument> Peers);
