using Aevrion.Silo.Http.Access;
using Aevrion.Silo.Http.History;
using Aevrion.Silo.Http.Keys;
using Aevrion.Silo.Http.Problems;

namespace Aevrion.Silo.Http.OpenApi;

/// <summary>Describes the routes of single keys.</summary>
internal static class KeyDescriptions
{
    public const string Group = "Keys";

    /// <summary>What a key can be refused for.</summary>
    public static readonly ProblemKind[] KeyProblems =
    [
        ProblemKinds.KeyEmpty, ProblemKinds.KeyTooLong, ProblemKinds.KeyHasNul, ProblemKinds.KeyNotUtf8, ProblemKinds.BadPercentEncoding,
    ];

    /// <summary>What a time can be refused for.</summary>
    public static readonly ProblemKind[] TimeProblems = [ProblemKinds.TimestampNegative, ProblemKinds.TimestampTooLate];

    private const string Path = "/v1/kv/{key}";

    /// <summary>How many regions are waited for.</summary>
    public static readonly ParameterDescription[] AckParameters =
    [
        ParameterDescription.Query("ack", ParameterDescription.OfText, "How many regions have it before it is acknowledged: local, the default, quorum or all."),
        ParameterDescription.Query("timeout", ParameterDescription.OfInteger, "How long to wait for other regions, in milliseconds: 0 to 300,000; 10,000 unless it is given."),
    ];

    private static readonly ParameterDescription[] WriteParameters =
    [
        ParameterDescription.Key,
        .. AckParameters,
        ParameterDescription.Header("If-Match", "The id that the latest version must have, in double quotes."),
        ParameterDescription.Header("If-None-Match", "'*': the key must be absent or deleted."),
    ];

    private static readonly ProblemKind[] WriteProblems =
        [.. KeyProblems, ProblemKinds.UnsupportedAck, ProblemKinds.BadCondition, ProblemKinds.PreconditionFailed, ProblemKinds.AckTimeout];

    public static IReadOnlyList<RouteDescription> All { get; } =
    [
        new(HttpMethod.Put, Path, "putKey", Group, "Writes a value, and answers once it is durable in this region.")
        {
            Access = RouteAccess.Write,
            Parameters = WriteParameters,
            Body = new BodyDescription(AnswerDescription.Bytes, "The value: 0 to 1,048,576 bytes, of any media type."),
            Answers = [AnswerDescription.Of<WriteAnswer>("The event that the write became.")],
            Problems = [.. WriteProblems, ProblemKinds.ValueTooLarge, ProblemKinds.UnsupportedEncoding],
        },
        new(HttpMethod.Delete, Path, "deleteKey", Group, "Writes a deletion, and answers once it is durable in this region.")
        {
            Access = RouteAccess.Write,
            Parameters = WriteParameters,
            Answers = [AnswerDescription.Of<WriteAnswer>("The event that the deletion became.")],
            Problems = WriteProblems,
        },
        new(HttpMethod.Get, Path, "getKey", Group, "Reads a value.")
        {
            Access = RouteAccess.Read,
            Parameters =
            [
                ParameterDescription.Key,
                ParameterDescription.Time("at", "Reads the version that stood at this time, or, with 'converged', what all regions hold alike."),
                ParameterDescription.Header("If-None-Match", "An id in double quotes: 304 while it is that of the version asked for."),
            ],
            Answers =
            [
                new AnswerDescription(StatusCodes.Status200OK, "The value.") { MediaType = AnswerDescription.Bytes, Headers = VersionHeaders },
                new AnswerDescription(StatusCodes.Status304NotModified, "The version is the one that the client has.") { Headers = VersionHeaders },
            ],
            Problems = [.. KeyProblems, .. TimeProblems, ProblemKinds.KeyNotFound, ProblemKinds.NotConverged],
        },
        new(HttpMethod.Get, "/v1/history/{key}", "getHistory", Group, "Lists the versions of a key, newest first.")
        {
            Access = RouteAccess.Read,
            Parameters =
            [
                ParameterDescription.Key,
                ParameterDescription.Query("limit", ParameterDescription.OfInteger, "Most versions, 1 to 1,000; 100 unless it is given."),
                ParameterDescription.Time("before", "Only versions older than this time, or than a version, as <timestamp>,<id>."),
                ParameterDescription.Query("values", ParameterDescription.OfFlag, "Answer the values too."),
            ],
            Answers =
            [
                AnswerDescription.Of<VersionDocument[]>("A page of versions.") with
                {
                    Headers = [("Aevrion-Next", "The 'before' of the next page; missing on the last.")],
                },
            ],
            Problems = [.. KeyProblems, .. TimeProblems],
        },
    ];

    private static (string Name, string Text)[] VersionHeaders =>
    [
        ("ETag", "The id of the version, in double quotes."),
        ("Aevrion-Timestamp", "When it was written, in milliseconds since 1970."),
        ("Aevrion-Origin", "The region that accepted it."),
        ("Aevrion-Converged", "With at=converged: the time that was read at."),
    ];
}
