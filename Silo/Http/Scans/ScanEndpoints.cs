using Aevrion.Grains.Access;
using Aevrion.Grains.Interfaces.Keys;
using Aevrion.Grains.Interfaces.Scans;
using Aevrion.Silo.Hosting;
using Aevrion.Silo.Http.Access;
using Aevrion.Silo.Http.Keys;
using Aevrion.Silo.Http.Problems;
using Aevrion.Silo.Http.Requests;

namespace Aevrion.Silo.Http.Scans;

/// <summary><c>/v1/kv</c> and <c>/v1/history</c> without a key: live keys, and the events of all keys, page by page.</summary>
internal static class ScanEndpoints
{
    private static readonly Problem Overloaded = ProblemKinds.Overloaded.With("Too much is being answered just now. Try again shortly.");

    private static readonly ScanResult NoTurn = new() { Status = OperationStatus.Overloaded };

    private static readonly ScanResult Nothing = new() { Status = OperationStatus.Done };

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapRegion(HttpMethods.Get, "/v1/kv", ScanAsync);
        routes.MapRegion(HttpMethods.Get, "/v1/history", ReadLogAsync);
    }

    private static async Task ScanAsync(HttpContext context, RunningRegion region)
    {
        var query = new RequestQuery(context, "prefix", "after", "limit", ReadTime.Parameter, "values", "parents");
        Problem? badKey = null;
        var after = KeyParameter.Read(context, query, "after", ref badKey);
        var request = ReadRequest(context, query, ref badKey) with { AfterKey = after is "" ? null : after };
        var parents = query.Flag("parents");
        var time = ReadTime.Of(query, region);
        var page = await ReadAsync(
            context, region, time, query.Problem ?? badKey, (grain, at) => ScanPartsAsync(grain, request with { At = at }, Caller.Of(context, region).Keys));
        if (page is null)
            return;

        await HoldAsync(context, region, page, () => JsonAnswer.StreamAsync(
            context,
            new ScanAnswer([.. page.Items.Select(item => Entry(item, parents))], page.Next?.Key, time.At),
            ApiJson.Readable.ScanAnswer));
    }

    private static async Task<ScanResult> ScanPartsAsync(IScanGrain grain, ScanRequest request, PermittedKeys permitted)
    {
        if (!permitted.IsLimited)
            return await grain.ScanKeys(request);
        var (page, hasMore) = await KeyParts.Of(permitted, request.Prefix, request.AfterKey).ReadAsync(
            part => grain.ScanKeys(request with { Prefix = part }),
            read => read.Status != OperationStatus.Done || read.Next is not null || !read.Items.IsEmpty);
        page ??= Nothing;
        return page.Next is null && hasMore && !page.Items.IsEmpty ? page with { Next = new ScanPosition { Key = page.Items[^1].Key } } : page;
    }

    /// <remarks>Without a time, the log is read up to the latest that an event may be dated now, so that the pages come to an end.</remarks>
    private static async Task ReadLogAsync(HttpContext context, RunningRegion region)
    {
        var query = new RequestQuery(context, "prefix", "after", "limit", ReadTime.Parameter, "values");
        Problem? badKey = null;
        var caller = Caller.Of(context, region);
        var after = SealedPosition.Read(query, "after", caller);
        var request = ReadRequest(context, query, ref badKey) with { AfterTimestamp = after?.Timestamp, AfterId = after?.Id ?? default };
        var time = ReadTime.Of(query, region);
        var through = region.Clock.AdmittedThroughMs();
        var page = await ReadAsync(
            context, region, time, query.Problem ?? badKey, (grain, at) => ReadPartsAsync(grain, request with { At = at ?? through }, caller.Keys));
        if (page is null)
            return;

        var next = page.Next is { } position ? SealedPosition.Write(new LogPosition(position.Timestamp, position.Id), caller) : null;
        await HoldAsync(context, region, page, () => JsonAnswer.StreamAsync(
            context, new LogAnswer([.. page.Items.Select(Event)], next, time.At ?? through), ApiJson.Readable.LogAnswer));
    }

    private static Task<ScanResult> ReadPartsAsync(IScanGrain grain, ScanRequest request, PermittedKeys permitted) => permitted.Within(request.Prefix) switch
    {
        [] => Task.FromResult(Nothing),
        [var part] => grain.ReadLog(request with { Prefix = part }),
        var parts => grain.ReadLog(request with { AnyOf = parts }),
    };

    /// <summary>The parameters that both have.</summary>
    private static ScanRequest ReadRequest(HttpContext context, RequestQuery query, ref Problem? problem) => new()
    {
        Prefix = KeyParameter.Read(context, query, "prefix", ref problem) ?? "",
        Limit = query.Integer("limit", HttpLimits.DefaultPage, least: 1, HttpLimits.MaxPage),
        IncludeValues = query.Flag("values"),
        MaxBytes = HttpLimits.MaxPageValueBytes,
    };

    /// <summary>Reads a page; null when the request was answered with a problem instead.</summary>
    private static async Task<ScanResult?> ReadAsync(
        HttpContext context, RunningRegion region, ReadTime time, Problem? problem, Func<IScanGrain, long?, Task<ScanResult>> read)
    {
        ScanResult? page = null;
        if (problem is null)
        {
            var grain = region.Grains.GetGrain<IScanGrain>(0);
            (page, problem) = await time.ReadAsync(context, region, at => region.Turns.Pages.RunAsync(() => read(grain, at), NoTurn, context.RequestAborted));
        }

        if (page is { Status: not OperationStatus.Done })
            problem = OperationProblems.OfRead(page.Status);
        if (problem is null)
            return page;
        await ProblemWriter.WriteAsync(context, problem);
        return null;
    }

    /// <summary>Answers; the values count as bodies in memory until the client has taken them.</summary>
    private static async Task HoldAsync(HttpContext context, RunningRegion region, ScanResult page, Func<Task> answer)
    {
        var bytes = page.Items.Sum(item => (long)item.Version.Value.GetValueOrDefault().Length);
        if (!region.Bodies.TryTake(bytes))
        {
            await ProblemWriter.WriteAsync(context, Overloaded);
            return;
        }

        try
        {
            await answer();
        }
        finally
        {
            region.Bodies.Return(bytes);
        }
    }

    private static ScanEntry Entry(ScanItem item, bool parents) =>
        new(item.Key, item.Version.Id.ToString(), item.Version.Timestamp, item.Version.Origin, item.Version.Size)
        {
            Value = item.Version.Value,
            Parents = parents ? ParentsOf(item) : null,
        };

    private static LogEntry Event(ScanItem item) => new(
        item.Key,
        item.Version.Id.ToString(),
        item.Version.Timestamp,
        item.Version.Origin,
        ParentsOf(item),
        item.Version.IsDeletion,
        item.Version.Size)
    {
        Value = item.Version.Value,
    };

    private static string[] ParentsOf(ScanItem item) => [.. item.Parents.Select(parent => parent.ToString())];
}
