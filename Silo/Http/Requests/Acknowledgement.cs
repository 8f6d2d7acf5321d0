using Aevrion.Silo.Http.Problems;

namespace Aevrion.Silo.Http.Requests;

/// <summary>The acknowledgement that a write asks for.</summary>
internal static class Acknowledgement
{
    public const string LevelParameter = "ack";
    public const string TimeoutParameter = "timeout";

    private const int MaxTimeoutMs = 600_000;

    /// <summary>Null when the request asks for what this silo gives: durable in its own region.</summary>
    public static Problem? Check(RequestQuery query)
    {
        query.Integer(TimeoutParameter, fallback: 0, least: 0, most: MaxTimeoutMs);
        return query.Text(LevelParameter) switch
        {
            null or "local" => query.Problem,
            "quorum" or "all" => query.Problem ?? ProblemKinds.UnsupportedAck.With(
                "This silo acknowledges a write once it is durable in its own region (ack=local) and cannot wait for other regions."),
            var other => query.Problem ?? ProblemKinds.UnsupportedAck.With($"There is no acknowledgement level '{other}'; there is local."),
        };
    }
}
