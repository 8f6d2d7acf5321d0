using Aevrion.Core.Events;
using Aevrion.Grains.Acknowledgements;
using Aevrion.Grains.Interfaces.Keys;
using Aevrion.Grains.Telemetry;
using Aevrion.Silo.Hosting;
using Aevrion.Silo.Http.Problems;
using Aevrion.Silo.Http.Requests;

namespace Aevrion.Silo.Http.Keys;

/// <summary><c>/v1/kv/{key}</c>: one key, its value as raw bytes.</summary>
internal static class KeyEndpoints
{
    private const string TimestampHeader = "Aevrion-Timestamp";
    private const string OriginHeader = "Aevrion-Origin";

    private static readonly Problem ValueTooLarge = EventProblems.Of(EventRejection.ValueTooLarge);

    public static KeyRoute Route { get; } = new("/v1/kv/") { Get = GetAsync, GetAbsent = GetAbsentAsync, Put = PutAsync, Delete = DeleteAsync };

    /// <summary>The latest version, from memory when the key is active in this silo; everything else takes longer anyway.</summary>
    private static Task GetAsync(HttpContext context, RunningRegion region, string key) =>
        !context.Request.QueryString.HasValue && region.ActiveKeys.TryReadPastGrain(key, out var latest)
            ? AnswerAsync(context, latest, at: null)
            : ReadAsync(context, region, key);

    private static Task GetAbsentAsync(HttpContext context, RunningRegion region, string key) =>
        ReadAsync(context, region, _ => ValueTask.FromResult(new ReadResult { Status = OperationStatus.Done }));

    private static Task ReadAsync(HttpContext context, RunningRegion region, string key)
    {
        var grain = region.Grains.GetKeyGrain(key);
        return ReadAsync(context, region, at => at is { } timestamp ? grain.GetAt(timestamp) : grain.GetLatest());
    }

    private static async Task ReadAsync(HttpContext context, RunningRegion region, Func<long?, ValueTask<ReadResult>> read)
    {
        var query = new RequestQuery(context, ReadTime.Parameter);
        var time = ReadTime.Of(query, region);
        if (query.Problem is { } problem)
        {
            await ProblemWriter.WriteAsync(context, problem);
            return;
        }

        var (result, refused) = await time.ReadAsync(context, region, read);
        await (result is null ? ProblemWriter.WriteAsync(context, refused!) : AnswerAsync(context, result, time.At));
    }

    private static async Task PutAsync(HttpContext context, RunningRegion region, string key)
    {
        if (ReadConditions(context, out var acknowledgement, out var refused) is not { } conditions)
        {
            await ProblemWriter.WriteAsync(context, refused!);
            return;
        }

        using var body = new RequestBody(region.Bodies, EventLimits.MaxValueBytes, ValueTooLarge);
        if (await body.ReadAsync(context) is { } problem)
            await ProblemWriter.WriteAsync(context, problem);
        else
            await WriteAsync(context, region, key, conditions.Request(body.ToValue()), acknowledgement);
    }

    private static Task DeleteAsync(HttpContext context, RunningRegion region, string key) =>
        ReadConditions(context, out var acknowledgement, out var refused) is { } conditions
            ? WriteAsync(context, region, key, conditions.Request(value: null), acknowledgement)
            : ProblemWriter.WriteAsync(context, refused!);

    private static WriteConditions? ReadConditions(HttpContext context, out Acknowledgement acknowledgement, out Problem? problem)
    {
        problem = null;
        acknowledgement = Acknowledgement.Local;
        if (context.Request.QueryString.HasValue)
        {
            var query = new RequestQuery(context, Acknowledgement.LevelParameter, Acknowledgement.TimeoutParameter);
            acknowledgement = Acknowledgement.Read(query, out problem) ?? acknowledgement;
        }

        var conditions = WriteConditions.Read(context.Request.Headers, out var badCondition);
        problem ??= badCondition;
        return problem is null ? conditions : null;
    }

    private static async Task WriteAsync(
        HttpContext context, RunningRegion region, string key, WriteRequest request, Acknowledgement acknowledgement)
    {
        using var place = acknowledgement.Enter(region, out var refused);
        if (refused is not null)
        {
            await ProblemWriter.WriteAsync(context, refused);
            return;
        }

        GrainTrace.Carry();
        var grain = region.Grains.GetKeyGrain(key);
        var result = await grain.Write(acknowledgement.IsRemote ? request with { TracksPushes = true } : request);
        if (result is not { Status: OperationStatus.Done, Id: { } id, Timestamp: { } timestamp })
            await ProblemWriter.WriteAsync(context, OperationProblems.OfWrite(result.Status, result.Id, result.Timestamp));
        else if (await acknowledgement.WaitAsync(context, region, new DurableWrite(timestamp, result.Pushes, grain.AwaitPushes)) is { } late)
            await ProblemWriter.WriteAsync(context, late with { Id = id, Timestamp = timestamp });
        else
            await JsonAnswer.WriteAsync(context, new WriteAnswer(key, id.ToString(), timestamp), ApiJson.Readable.WriteAnswer);
    }

    private static Task AnswerAsync(HttpContext context, ReadResult result, long? at)
    {
        if (result.Status != OperationStatus.Done)
            return ProblemWriter.WriteAsync(context, OperationProblems.OfRead(result.Status));
        return result.Version is { Value: { } value } version
            ? AnswerAsync(context, version, value)
            : ProblemWriter.WriteAsync(context, ProblemKinds.KeyNotFound.With(Absence(result.Version, at)));
    }

    private static Task AnswerAsync(HttpContext context, KeyVersion version, ReadOnlyMemory<byte> value)
    {
        var headers = context.Response.Headers;
        headers.ETag = EntityTag.Of(version.Id);
        headers[TimestampHeader] = version.Timestamp.ToString();
        headers[OriginHeader] = version.Origin;
        headers.CacheControl = "no-cache";
        if (EntityTag.Names(context.Request.Headers.IfNoneMatch, version.Id))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        // A value is whatever somebody stored: no browser may take it for a page of this site.
        headers.XContentTypeOptions = "nosniff";
        return Answer.WriteAsync(context, "application/octet-stream", value);
    }

    private static string Absence(KeyVersion? version, long? at) => (version, at) switch
    {
        (null, null) => "The key has never been written in this region.",
        (null, { } time) => $"The key had no version dated {time} or earlier.",
        ({ } deletion, _) => $"The key was deleted at {deletion.Timestamp}.",
    };
}
