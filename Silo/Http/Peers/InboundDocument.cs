using System.Text.Json.Serialization;
using Aevrion.Grains.Interfaces.Sync;
using Aevrion.Silo.Peers.Authentication;

namespace Aevrion.Silo.Http.Peers;

/// <summary>The connections that a peer opens to this region.</summary>
internal sealed record InboundDocument
{
    public required string State { get; init; }

    public required int Connections { get; init; }

    public required string Proof { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required string? LastRefusal { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required long? LastRefusedAt { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required long? CutOffUntil { get; init; }

    public required long Refusals { get; init; }

    public required long Violations { get; init; }

    public required long EventsNotPermitted { get; init; }

    public static InboundDocument Of(InboundStatus status) => new()
    {
        State = StateOf(status),
        Connections = status.Connections,
        Proof = PeerProofNames.Of(status.Proof),
        LastRefusal = status.LastRefusal,
        LastRefusedAt = status.LastRefusedAt,
        CutOffUntil = status.CutOffUntil,
        Refusals = status.Refusals,
        Violations = status.Violations,
        EventsNotPermitted = status.EventsNotPermitted,
    };

    private static string StateOf(InboundStatus status) => status switch
    {
        { Connections: > 0 } => "connected",
        { CutOffUntil: not null } => "cut-off",
        { LastRefusal: not null } => "refused",
        _ => "none",
    };
}
