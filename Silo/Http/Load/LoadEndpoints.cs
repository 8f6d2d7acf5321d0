using Aevrion.Grains.Interfaces.Load;
using Aevrion.Grains.Load;
using Aevrion.Silo.Hosting;
using Aevrion.Silo.Http.Problems;
using Aevrion.Silo.Http.Requests;

namespace Aevrion.Silo.Http.Load;

/// <summary><c>/v1/load</c>: what the region did in the last hour.</summary>
internal static class LoadEndpoints
{
    private const int MaxMinutes = 60;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapRegion(HttpMethods.Get, "/v1/load", GetAsync);

    private static async Task GetAsync(HttpContext context, RunningRegion region)
    {
        var query = new RequestQuery(context, "minutes");
        var minutes = query.Integer("minutes", MaxMinutes, 1, MaxMinutes);
        if (query.Problem is { } problem)
        {
            await ProblemWriter.WriteAsync(context, problem);
            return;
        }

        var (silos, points) = await region.Services.GetRequiredService<RegionLoad>().ReadAsync(minutes);
        var document = new LoadDocument(region.Options.Region, silos, LoadStep.StepMs, [.. points.Select(LoadPointDocument.Of)]);
        await JsonAnswer.WriteAsync(context, document, ApiJson.Readable.LoadDocument);
    }
}
