using Aevrion.Silo.Hosting;
using Aevrion.Silo.Http.Access;
using Aevrion.Silo.Http.Problems;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Net.Http.Headers;

namespace Aevrion.Silo.Http.Watch;

/// <summary><c>/v1/watch</c>: the changes of the keys with a prefix, as they are committed, as server-sent events.</summary>
internal static class WatchEndpoints
{
    private const string RegionHeader = "Aevrion-Region";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapRegion(HttpMethods.Get, "/v1/watch", GetAsync);

    private static async Task GetAsync(HttpContext context, RunningRegion region)
    {
        if (WatchParameters.Read(context, region, out var problem) is not { } request)
        {
            await ProblemWriter.WriteAsync(context, problem!);
            return;
        }

        var stopping = context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        var ended = Caller.Of(context, region).Ended;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping, ended);
        try
        {
            var start = await region.Watches.OpenAsync(request, either.Token);
            using var watch = start.Watch;
            if (watch is null)
            {
                await ProblemWriter.WriteAsync(context, WatchParameters.Of(start.Refusal, request));
                return;
            }

            Begin(context.Response, region);
            if (!HttpMethods.IsHead(context.Request.Method))
                await new WatchStream(context, region, watch).RunAsync(either.Token);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested && !context.RequestAborted.IsCancellationRequested)
        {
            // The stream ends; who reads it finds out why when he comes back with the same token.
            if (!context.Response.HasStarted)
                await ProblemWriter.WriteAsync(context, AccessProblems.Ended);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested && !context.RequestAborted.IsCancellationRequested)
        {
            // The stream ends as it should; who reads it resumes at the next silo.
            if (!context.Response.HasStarted)
                await ProblemWriter.WriteAsync(context, ProblemKinds.Stopping.With("The silo is stopping; watch another one."));
        }
    }

    /// <summary>Nothing on the way may keep the stream back, or keep it at all.</summary>
    private static void Begin(HttpResponse response, RunningRegion region)
    {
        response.ContentType = "text/event-stream";
        response.Headers[HeaderNames.CacheControl] = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        response.Headers[RegionHeader] = region.Options.Region;

        // A watch may be silent for long, and it has its own rule for readers that take nothing.
        if (response.HttpContext.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate)
            rate.MinDataRate = null;
        response.HttpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
    }
}
