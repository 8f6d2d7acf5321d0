using Aevrion.Grains.Acknowledgements;
using Aevrion.Grains.Interfaces.Acknowledgements;
using Aevrion.Grains.Interfaces.Batches;
using Aevrion.Grains.Interfaces.Keys;
using Aevrion.Grains.Origins;
using Aevrion.Grains.Telemetry;
using Aevrion.Silo.Hosting;
using Aevrion.Silo.Http.Access;
using Aevrion.Silo.Http.Keys;
using Aevrion.Silo.Http.Problems;
using Aevrion.Silo.Http.Requests;

namespace Aevrion.Silo.Http.Batches;

/// <summary><c>/v1/batch</c>: many writes or an import, all or nothing.</summary>
internal static class BatchEndpoints
{
    private static readonly Problem TooLarge = ProblemKinds.BatchTooLarge.With(
        $"A batch has at most {HttpLimits.MaxBatchLines} lines and {HttpLimits.MaxBatchBytes} bytes; nothing was written. Send it in parts.");

    private static readonly BatchResult Nothing = new() { Status = OperationStatus.Done };

    private static readonly AppliedBatch NoTurn = new([], Nothing, OfBatch(OperationStatus.Overloaded));

    public static void Map(IEndpointRouteBuilder routes) => routes.MapRegion(HttpMethods.Post, "/v1/batch", PostAsync);

    private static async Task PostAsync(HttpContext context, RunningRegion region)
    {
        var query = new RequestQuery(context, Acknowledgement.LevelParameter, Acknowledgement.TimeoutParameter);
        if (Acknowledgement.Read(query, out var unknown) is not { } acknowledgement)
        {
            await ProblemWriter.WriteAsync(context, unknown!);
            return;
        }

        var key = IdempotencyKey.Read(context.Request.Headers, out var badKey);
        if (badKey is not null)
        {
            await ProblemWriter.WriteAsync(context, badKey);
            return;
        }

        if (region.Turns.Batches.IsFull)
        {
            await ProblemWriter.WriteAsync(context, NoTurn.Problem!);
            return;
        }

        using var body = new RequestBody(region.Bodies, HttpLimits.MaxBatchBytes, TooLarge);
        if (await body.ReadAsync(context) is { } problem)
            await ProblemWriter.WriteAsync(context, problem);
        else
            await AnswerAsync(context, region, body.Bytes, key, acknowledgement);
    }

    private static async Task AnswerAsync(
        HttpContext context, RunningRegion region, ReadOnlyMemory<byte> body, string? key, Acknowledgement acknowledgement)
    {
        using var place = acknowledgement.Enter(region, out var refused);
        if (refused is not null)
        {
            await ProblemWriter.WriteAsync(context, refused);
            return;
        }

        GrainTrace.Carry();

        // Reading the lines is a good part of the work: who gets no turn is not read.
        var (operations, result, problem) = await region.Turns.Batches.RunAsync(
            () => ApplyAsync(context, region, body, key, acknowledgement.IsRemote), NoTurn, context.RequestAborted);
        if (problem is not null)
        {
            await ProblemWriter.WriteAsync(context, problem);
            return;
        }

        BatchLineAnswer[] lines =
        [
            .. operations.Zip(result.Items, (operation, item) => new BatchLineAnswer(operation.Key, item.Id.ToString(), item.Timestamp, item.Added)),
        ];
        if (!operations.IsEmpty && await acknowledgement.WaitAsync(context, region, ToWrite(result)) is { } late)
            await ProblemWriter.WriteAsync(context, late with { Results = lines });
        else
            await JsonAnswer.StreamAsync(context, new BatchAnswer(lines), ApiJson.Readable.BatchAnswer);
    }

    private static async Task<AppliedBatch> ApplyAsync(
        HttpContext context, RunningRegion region, ReadOnlyMemory<byte> body, string? key, bool tracksPushes)
    {
        if (BatchReader.Read(body, region.Clock.AdmittedThroughMs(), TooLarge, out var operations, Caller.Of(context, region)) is { } problem)
            return new AppliedBatch(operations, Nothing, problem);
        if (operations.IsEmpty)
            return new AppliedBatch(operations, Nothing, Problem: null);
        var request = new BatchRequest { Operations = operations, TracksPushes = tracksPushes, Identity = IdempotencyKey.Identify(key, body.Span) };
        var result = await region.Grains.GetGrain<IBatchGrain>(0).Apply(request);
        return new AppliedBatch(operations, result, result.Status == OperationStatus.Done ? null : OfBatch(result.Status));
    }

    /// <summary>A batch is committed by the silo that took the request; another one knows nothing of its streams.</summary>
    private static DurableWrite ToWrite(BatchResult result) => new(
        result.Items.Max(item => item.Timestamp),
        result.Pushes,
        wait => Task.FromResult(new PushProgress { Never = [.. wait.Pushes.Marks.Select(mark => mark.Peer)] }));

    private static Problem OfBatch(OperationStatus status) => status switch
    {
        OperationStatus.KeyReused => ProblemKinds.IdempotencyKeyReused.With(
            $"A batch with this {IdempotencyKey.Header} and another content was applied before; nothing was written. Give each batch a key of its own."),
        OperationStatus.TooManyOrigins => ProblemKinds.TooManyOrigins.With(KnownOrigins.TooMany),
        OperationStatus.Unavailable => ProblemKinds.StorageUnavailable.With(
            "The region's database did not confirm the batch. All of it or nothing was written; a batch with an Idempotency-Key, or whose lines all have timestamps, can be sent again safely.")
            with { OutcomeUnknown = true },
        _ => OperationProblems.OfWrite(status, id: null, timestamp: null),
    };
}
