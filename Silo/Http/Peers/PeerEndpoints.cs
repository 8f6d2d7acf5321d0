using Aevrion.Grains.Interfaces.Sync;
using Aevrion.Silo.Hosting;
using Aevrion.Silo.Http.Peers.Differences;
using Aevrion.Silo.Http.Problems;
using Aevrion.Silo.Http.Requests;

namespace Aevrion.Silo.Http.Peers;

/// <summary><c>/v1/peers</c>: the other regions, and exchanges on request.</summary>
internal static class PeerEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapRegion(HttpMethods.Get, "/v1/peers", GetAsync);
        routes.MapRegion(HttpMethods.Get, "/v1/peers/{name}/differences", GetDifferencesAsync);
        routes.MapRegion(HttpMethods.Post, "/v1/peers/{name}/sync", SyncAsync);
        routes.MapRegion(HttpMethods.Post, "/v1/peers/{name}/pause", (context, region) => SetPausedAsync(context, region, grain => grain.Pause()));
        routes.MapRegion(HttpMethods.Post, "/v1/peers/{name}/resume", (context, region) => SetPausedAsync(context, region, grain => grain.Resume()));
    }

    private static async Task GetAsync(HttpContext context, RunningRegion region)
    {
        if (new RequestQuery(context).Problem is { } problem)
        {
            await ProblemWriter.WriteAsync(context, problem);
            return;
        }

        var peers = await region.Peers.ReadAsync();
        var document = new PeersDocument(peers.Region, peers.Watermark, peers.WatermarkReason, [.. peers.Peers.Select(PeerDocument.Of)]);
        await JsonAnswer.WriteAsync(context, document, ApiJson.Readable.PeersDocument);
    }

    private static async Task GetDifferencesAsync(HttpContext context, RunningRegion region)
    {
        if (await NamedAsync(context, region) is not { } name)
            return;
        var differences = await region.Grains.GetGrain<ISyncGrain>(name).GetDifferences();
        await JsonAnswer.WriteAsync(context, DifferencesDocument.Of(name, differences, region.Tree.Shape), ApiJson.Readable.DifferencesDocument);
    }

    private static async Task SyncAsync(HttpContext context, RunningRegion region)
    {
        if (await NamedAsync(context, region) is not { } name)
            return;
        var stopping = context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            var report = await region.Grains.GetGrain<ISyncGrain>(name).Exchange().WaitAsync(either.Token);
            if (report.Error is { } error)
                await ProblemWriter.WriteAsync(context, (report.IsPaused ? ProblemKinds.PeerPaused : ProblemKinds.ExchangeFailed).With(error));
            else
                await JsonAnswer.WriteAsync(context, SyncDocument.Of(name, report), ApiJson.Readable.SyncDocument);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested && !context.RequestAborted.IsCancellationRequested)
        {
            await ProblemWriter.WriteAsync(context, ProblemKinds.Stopping.With("The silo is stopping; the exchange was left to the next one."));
        }
    }

    private static async Task SetPausedAsync(HttpContext context, RunningRegion region, Func<ISyncGrain, Task<PeerStatus?>> change)
    {
        if (await NamedAsync(context, region) is not { } name)
            return;
        if (await change(region.Grains.GetGrain<ISyncGrain>(name)) is { } status)
            await JsonAnswer.WriteAsync(context, PeerDocument.Of(status), ApiJson.Readable.PeerDocument);
        else
            await ProblemWriter.WriteAsync(context, ProblemKinds.StorageUnavailable.With("The region's database did not keep it; nothing has changed. Try again."));
    }

    /// <returns>The peer that the path names; null when there is none, and that was answered.</returns>
    private static async Task<string?> NamedAsync(HttpContext context, RunningRegion region)
    {
        var name = (string)context.Request.RouteValues["name"]!;
        if ((new RequestQuery(context).Problem ?? (region.Options.Peers.ContainsKey(name) ? null : Unknown(name, region))) is not { } problem)
            return name;
        await ProblemWriter.WriteAsync(context, problem);
        return null;
    }

    private static Problem Unknown(string name, RunningRegion region) => ProblemKinds.UnknownPeer.With(
        region.Options.Peers.Count == 0
            ? $"Region '{region.Options.Region}' has no peers."
            : $"Region '{region.Options.Region}' has no peer '{name}'; it has {string.Join(", ", region.Options.Peers.Keys.Order(StringComparer.Ordinal))}.");
}
