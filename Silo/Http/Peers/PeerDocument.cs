using System.Text.Json.Serialization;
using Aevrion.Grains.Interfaces.Sync;

namespace Aevrion.Silo.Http.Peers;

/// <summary>How the region stands with one peer.</summary>
internal sealed record PeerDocument
{
    public required string Name { get; init; }

    public required string Url { get; init; }

    public required string State { get; init; }

    public string? StateReason { get; init; }

    public required long PushLag { get; init; }

    public required long PushedEvents { get; init; }

    public required long PushOverflows { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required long? ClockOffsetMs { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required ProgressDocument? Exchange { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required ExchangeDocument? LastExchange { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required long? ConvergedThrough { get; init; }

    public required long Exchanges { get; init; }

    public required long Failures { get; init; }

    public required long Violations { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required long? CutOffUntil { get; init; }

    public IReadOnlyList<string>? MayWrite { get; init; }

    public IReadOnlyList<string>? Takes { get; init; }

    public required InboundDocument Inbound { get; init; }

    public static PeerDocument Of(PeerStatus status) => new()
    {
        Name = status.Name,
        Url = status.Url,
        State = NameOf(status.State),
        StateReason = status.StateReason,
        PushLag = status.PushLag,
        PushedEvents = status.PushedEvents,
        PushOverflows = status.PushOverflows,
        ClockOffsetMs = status.ClockOffsetMs,
        Exchange = ProgressDocument.Of(status.Exchange),
        LastExchange = ExchangeDocument.Of(status.LastExchange),
        ConvergedThrough = status.ConvergedThrough,
        Exchanges = status.Exchanges,
        Failures = status.Failures,
        Violations = status.Violations,
        CutOffUntil = status.CutOffUntil,
        MayWrite = status.MayWrite,
        Takes = status.Takes,
        Inbound = InboundDocument.Of(status.Inbound),
    };

    public static string NameOf(PeerConnectionState state) => state switch
    {
        PeerConnectionState.Connected => "connected",
        PeerConnectionState.Connecting => "connecting",
        PeerConnectionState.Disconnected => "disconnected",
        PeerConnectionState.Refused => "refused",
        PeerConnectionState.CutOff => "cut-off",
        PeerConnectionState.Paused => "paused",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Not a state of a connection."),
    };
}
