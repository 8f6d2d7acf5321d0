using Aevrion.Core.Events;
using Aevrion.Grains.Interfaces.Keys;
using Aevrion.Silo.Hosting;
using Aevrion.Silo.Http.Problems;
using Aevrion.Silo.Http.Requests;
using Microsoft.Net.Http.Headers;

namespace Aevrion.Silo.Http.Keys;

/// <summary><c>/v1/kv/{key}</c>: one key, its value as raw bytes.</summary>
internal static class KeyEndpoints
{
    private const string Pattern = "/v1/kv/{key}";
    private const string TimestampHeader = "Aevrion-Timestamp";
    private const string OriginHeader = "Aevrion-Origin";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapRegion(HttpMethods.Get, Pattern, GetAsync);
        routes.MapRegion(HttpMethods.Put, Pattern, PutAsync);
        routes.MapRegion(HttpMethods.Delete, Pattern, DeleteAsync);
    }

    private static async Task GetAsync(HttpContext context, RunningRegion region)
    {
        var key = KeyFeature.KeyOf(context);
        var query = new RequestQuery(context, ReadTime.Parameter);
        var time = ReadTime.Of(query, region);
        if (query.Problem is { } problem)
        {
            await ProblemWriter.WriteAsync(context, problem);
            return;
        }

        var grain = region.Grains.GetKeyGrain(key);
        var (result, refused) = await time.ReadAsync(context, region, at => at is { } timestamp ? grain.GetAt(timestamp) : grain.GetLatest());
        if (result is null)
            await ProblemWriter.WriteAsync(context, refused!);
        else if (result.Status != OperationStatus.Done)
            await ProblemWriter.WriteAsync(context, OperationProblems.OfRead(result.Status));
        else if (result.Version is not { Value: { } value } version)
            await ProblemWriter.WriteAsync(context, ProblemKinds.KeyNotFound.With(Absence(result.Version, time.At)));
        else
            await AnswerAsync(context, version, value);
    }

    private static async Task PutAsync(HttpContext context, RunningRegion region)
    {
        if (ReadRequest(context, out var refused) is not { } request)
        {
            await ProblemWriter.WriteAsync(context, refused!);
            return;
        }

        using var body = await RequestBody.ReadAsync(context, EventLimits.MaxValueBytes, EventProblems.Of(EventRejection.ValueTooLarge));
        if (body.Problem is { } problem)
            await ProblemWriter.WriteAsync(context, problem);
        else
            await WriteAsync(context, region, request with { Value = body.ToValue() });
    }

    private static Task DeleteAsync(HttpContext context, RunningRegion region) => ReadRequest(context, out var refused) is { } request
        ? WriteAsync(context, region, request)
        : ProblemWriter.WriteAsync(context, refused!);

    private static WriteRequest? ReadRequest(HttpContext context, out Problem? problem)
    {
        problem = Acknowledgement.Check(new RequestQuery(context, Acknowledgement.LevelParameter, Acknowledgement.TimeoutParameter));
        var conditions = WriteConditions.Read(context.Request.Headers, out var badCondition);
        problem ??= badCondition;
        return problem is null ? new WriteRequest { IfMatch = conditions!.IfMatch, IfAbsent = conditions.IfAbsent } : null;
    }

    private static async Task WriteAsync(HttpContext context, RunningRegion region, WriteRequest request)
    {
        var key = KeyFeature.KeyOf(context);
        var result = await region.Grains.GetKeyGrain(key).Write(request);
        if (result is { Status: OperationStatus.Done, Id: { } id, Timestamp: { } timestamp })
            await JsonAnswer.WriteAsync(context, new WriteAnswer(key, id.ToString(), timestamp), ApiJson.Readable.WriteAnswer);
        else
            await ProblemWriter.WriteAsync(context, OperationProblems.OfWrite(result.Status, result.Id, result.Timestamp));
    }

    private static Task AnswerAsync(HttpContext context, KeyVersion version, ReadOnlyMemory<byte> value)
    {
        var response = context.Response;
        response.Headers[HeaderNames.ETag] = EntityTag.Of(version.Id);
        response.Headers[TimestampHeader] = version.Timestamp.ToString();
        response.Headers[OriginHeader] = version.Origin;
        response.Headers[HeaderNames.CacheControl] = "no-cache";
        if (EntityTag.Names(context.Request.Headers.IfNoneMatch, version.Id))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        // A value is whatever somebody stored: no browser may take it for a page of this site.
        response.Headers[HeaderNames.XContentTypeOptions] = "nosniff";
        response.ContentType = "application/octet-stream";
        response.ContentLength = value.Length;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : response.BodyWriter.WriteAsync(value, context.RequestAborted).AsTask();
    }

    private static string Absence(KeyVersion? version, long? at) => (version, at) switch
    {
        (null, null) => "The key has never been written in this region.",
        (null, { } time) => $"The key had no version dated {time} or earlier.",
        ({ } deletion, _) => $"The key was deleted at {deletion.Timestamp}.",
    };
}
