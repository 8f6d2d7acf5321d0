using Aevrion.Grains.Interfaces.Rebuild;
using Aevrion.Silo.Hosting;
using Aevrion.Silo.Http.Problems;
using Aevrion.Silo.Http.Requests;
using Microsoft.Net.Http.Headers;

namespace Aevrion.Silo.Http.Rebuild;

/// <summary><c>/v1/rebuild</c>: makes what is derived from the events anew. It goes on whether or not anybody asks how far it is.</summary>
internal static class RebuildEndpoints
{
    private const string Path = "/v1/rebuild";
    private const string KeyIndex = "keyIndex";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapRegion(HttpMethods.Get, Path, GetAsync);
        routes.MapRegion(HttpMethods.Post, Path, StartAsync);
    }

    private static async Task GetAsync(HttpContext context, RunningRegion region)
    {
        if (new RequestQuery(context).Problem is { } problem)
            await ProblemWriter.WriteAsync(context, problem);
        else if (await Grain(region).GetStatus() is { } status)
            await JsonAnswer.WriteAsync(context, RebuildDocument.Of(status), ApiJson.Readable.RebuildDocument);
        else
            await ProblemWriter.WriteAsync(context, ProblemKinds.NoRebuild.With("No rebuild has run since the region started. POST to the same path starts one."));
    }

    private static async Task StartAsync(HttpContext context, RunningRegion region)
    {
        var query = new RequestQuery(context, KeyIndex);
        var request = new RebuildRequest { KeyIndex = query.Flag(KeyIndex) };
        if (query.Problem is { } problem)
        {
            await ProblemWriter.WriteAsync(context, problem);
            return;
        }

        var status = await Grain(region).Start(request);
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        context.Response.Headers[HeaderNames.Location] = Path;
        await JsonAnswer.WriteAsync(context, RebuildDocument.Of(status), ApiJson.Readable.RebuildDocument);
    }

    private static IRebuildGrain Grain(RunningRegion region) => region.Grains.GetGrain<IRebuildGrain>(0);
}
