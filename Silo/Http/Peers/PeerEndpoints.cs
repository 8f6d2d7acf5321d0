using Aevrion.Grains.Interfaces.Sync;
using Aevrion.Silo.Hosting;
using Aevrion.Silo.Http.Problems;
using Aevrion.Silo.Http.Requests;

namespace Aevrion.Silo.Http.Peers;

/// <summary><c>/v1/peers</c>: the other regions, and exchanges on request.</summary>
internal static class PeerEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapRegion(HttpMethods.Get, "/v1/peers", GetAsync);
        routes.MapRegion(HttpMethods.Post, "/v1/peers/{name}/sync", SyncAsync);
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

    private static async Task SyncAsync(HttpContext context, RunningRegion region)
    {
        var name = (string)context.Request.RouteValues["name"]!;
        var problem = new RequestQuery(context).Problem ?? (region.Options.Peers.ContainsKey(name) ? null : Unknown(name, region));
        if (problem is not null)
        {
            await ProblemWriter.WriteAsync(context, problem);
            return;
        }

        var stopping = context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            var report = await region.Grains.GetGrain<ISyncGrain>(name).Exchange().WaitAsync(either.Token);
            if (report.Error is { } error)
                await ProblemWriter.WriteAsync(context, ProblemKinds.ExchangeFailed.With(error));
            else
                await JsonAnswer.WriteAsync(context, SyncDocument.Of(name, report), ApiJson.Readable.SyncDocument);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested && !context.RequestAborted.IsCancellationRequested)
        {
            await ProblemWriter.WriteAsync(context, ProblemKinds.Stopping.With("The silo is stopping; the exchange was left to the next one."));
        }
    }

    private static Problem Unknown(string name, RunningRegion region) => ProblemKinds.UnknownPeer.With(
        region.Options.Peers.Count == 0
            ? $"Region '{region.Options.Region}' has no peers."
            : $"Region '{region.Options.Region}' has no peer '{name}'; it has {string.Join(", ", region.Options.Peers.Keys.Order(StringComparer.Ordinal))}.");
}
