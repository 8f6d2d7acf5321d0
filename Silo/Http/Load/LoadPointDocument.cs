using System.Text.Json.Serialization;
using Aevrion.Grains.Interfaces.Load;
using Aevrion.Grains.Load;

namespace Aevrion.Silo.Http.Load;

/// <summary>What the region did in one step.</summary>
internal sealed record LoadPointDocument
{
    /// <summary>Its start, in milliseconds since the Unix epoch.</summary>
    public required long At { get; init; }

    public required long Writes { get; init; }

    public required long Reads { get; init; }

    public required long Received { get; init; }

    public required long Sent { get; init; }

    public required long Refused { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required LatencyDocument? Write { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required LatencyDocument? Read { get; init; }

    public static LoadPointDocument Of(LoadPoint point) => new()
    {
        At = point.Step.Number * LoadStep.StepMs,
        Writes = point.Step.Writes,
        Reads = point.Step.Reads,
        Received = point.Step.Received,
        Sent = point.Step.Sent,
        Refused = point.Step.Refused,
        Write = LatencyDocument.Of(point.Write),
        Read = LatencyDocument.Of(point.Read),
    };
}
