using Aevrion.Silo.Http.Access;
using Aevrion.Silo.Http.Batches;
using Aevrion.Silo.Http.Problems;
using Aevrion.Silo.Http.Reads;
using Aevrion.Silo.Http.Requests;

namespace Aevrion.Silo.Http.OpenApi;

/// <summary>Describes the routes of many keys at once.</summary>
internal static class ManyKeysDescriptions
{
    private static readonly ProblemKind[] KeyProblems =
        [ProblemKinds.KeyEmpty, ProblemKinds.KeyTooLong, ProblemKinds.KeyHasNul, ProblemKinds.KeyNotUtf8];

    public static IReadOnlyList<RouteDescription> All { get; } =
    [
        new(HttpMethod.Post, "/v1/batch", "writeBatch", KeyDescriptions.Group, "Writes many lines in one transaction of the region: all or nothing.")
        {
            Access = RouteAccess.WriteOrImport,
            Body = new BodyDescription(AnswerDescription.JsonLines, "One operation a line, at most 10,000 lines and 16 MiB.")
            {
                Document = typeof(BatchLineDocument),
            },
            Parameters =
            [
                .. KeyDescriptions.AckParameters,
                ParameterDescription.Header(
                    IdempotencyKey.Header, "1 to 128 visible characters of ASCII: sent again with the same body, the batch is not applied again."),
            ],
            Answers = [AnswerDescription.Of<BatchAnswer>("One result a line, in their order.")],
            Problems =
            [
                .. KeyProblems, .. KeyDescriptions.TimeProblems, ProblemKinds.TimestampInFuture, ProblemKinds.BadLine,
                ProblemKinds.BadIdempotencyKey, ProblemKinds.IdempotencyKeyReused, ProblemKinds.TooManyOrigins, ProblemKinds.ValueTooLarge,
                ProblemKinds.BatchTooLarge, ProblemKinds.UnsupportedEncoding, ProblemKinds.UnsupportedAck, ProblemKinds.AckTimeout,
            ],
        },
        new(HttpMethod.Post, "/v1/get", "getMany", KeyDescriptions.Group, "Reads many keys.")
        {
            Access = RouteAccess.Read,
            Body = new BodyDescription(AnswerDescription.Json, "The keys, 1 to 1,000, and the time to read at.") { Document = typeof(MultiGetDocument) },
            Answers =
            [
                AnswerDescription.Of<MultiGetAnswer>("One entry a key, in the order asked.") with
                {
                    Headers = [("Aevrion-Converged", "With at = converged: the time that was read at.")],
                },
            ],
            Problems =
            [
                .. KeyProblems, .. KeyDescriptions.TimeProblems, ProblemKinds.BadParameter, ProblemKinds.BadBody, ProblemKinds.BodyTooLarge,
                ProblemKinds.UnsupportedEncoding, ProblemKinds.NotConverged,
            ],
        },
    ];
}
