using System.Collections.Immutable;
using Aevrion.Grains.Interfaces.Keys;
using Aevrion.Silo.Hosting;
using Aevrion.Silo.Http.Keys;
using Aevrion.Silo.Http.Problems;
using Aevrion.Silo.Http.Requests;

namespace Aevrion.Silo.Http.History;

/// <summary><c>/v1/history/{key}</c>: a key's versions, newest first, page by page.</summary>
internal static class HistoryEndpoints
{
    private const string NextHeader = "Aevrion-Next";

    private static readonly Problem Overloaded = ProblemKinds.Overloaded.With("Too much is being answered just now. Try again shortly.");

    public static KeyRoute Route { get; } = new("/v1/history/") { Get = GetAsync, GetAbsent = GetAbsentAsync };

    private static Task GetAsync(HttpContext context, RunningRegion region, string key)
    {
        var grain = region.Grains.GetKeyGrain(key);
        return GetAsync(context, region, (request, values) => values ? ReadWithValuesAsync(grain, request) : grain.GetHistory(request));
    }

    private static Task GetAbsentAsync(HttpContext context, RunningRegion region, string key) =>
        GetAsync(context, region, (_, _) => Task.FromResult(new HistoryPage { Status = OperationStatus.Done }));

    private static async Task GetAsync(HttpContext context, RunningRegion region, Func<HistoryRequest, bool, Task<HistoryPage>> read)
    {
        var query = new RequestQuery(context, "limit", "before", "values");
        var before = HistoryPosition.Read(query, region.Clock.NowMs());
        var request = new HistoryRequest
        {
            Limit = query.Integer("limit", HttpLimits.DefaultPage, least: 1, HttpLimits.MaxPage),
            BeforeTimestamp = before?.Timestamp,
            BeforeId = before?.Id,
        };
        var values = query.Flag("values");
        if (query.Problem is { } problem)
        {
            await ProblemWriter.WriteAsync(context, problem);
            return;
        }

        var page = await read(request, values);
        if (page.Status == OperationStatus.Done)
            await HoldAsync(context, region, page);
        else
            await ProblemWriter.WriteAsync(context, OperationProblems.OfRead(page.Status));
    }

    /// <summary>Sizes first, then the values of as many versions as fit a page.</summary>
    private static async Task<HistoryPage> ReadWithValuesAsync(IKeyGrain grain, HistoryRequest request)
    {
        var sizes = await grain.GetHistory(request);
        if (sizes.Status != OperationStatus.Done || sizes.Versions.IsEmpty)
            return sizes;
        var fitting = VersionsThatFit(sizes.Versions);
        return await grain.GetHistory(request with { Limit = fitting, IncludeValues = true });
    }

    private static int VersionsThatFit(ImmutableArray<KeyVersion> versions)
    {
        var bytes = 0L;
        var count = 0;
        while (count < versions.Length && bytes < HttpLimits.MaxPageValueBytes)
            bytes += versions[count++].Size;
        return count;
    }

    /// <summary>Answers; the values count as bodies in memory until the client has taken them.</summary>
    private static async Task HoldAsync(HttpContext context, RunningRegion region, HistoryPage page)
    {
        var bytes = page.Versions.Sum(version => (long)version.Value.GetValueOrDefault().Length);
        if (!region.Bodies.TryTake(bytes))
        {
            await ProblemWriter.WriteAsync(context, Overloaded);
            return;
        }

        try
        {
            await AnswerAsync(context, page);
        }
        finally
        {
            region.Bodies.Return(bytes);
        }
    }

    private static Task AnswerAsync(HttpContext context, HistoryPage page)
    {
        if (page.HasMore)
            context.Response.Headers[NextHeader] = new HistoryPosition(page.Versions[^1].Timestamp, page.Versions[^1].Id).ToString();
        VersionDocument[] versions =
        [
            .. page.Versions.Select(version =>
                new VersionDocument(version.Id.ToString(), version.Timestamp, version.Origin, version.IsDeletion, version.Size)
                {
                    Value = version.Value,
                }),
        ];
        return JsonAnswer.StreamAsync(context, versions, ApiJson.Readable.VersionDocumentArray);
    }
}
