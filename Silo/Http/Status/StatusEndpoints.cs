using System.Reflection;
using Aevrion.Silo.Hosting;
using Aevrion.Silo.Http.Access;
using Aevrion.Silo.Http.OpenApi;
using Aevrion.Silo.Http.Problems;
using Aevrion.Silo.Http.Requests;
using Aevrion.Storage;

namespace Aevrion.Silo.Http.Status;

/// <summary><c>/v1/status</c>, <c>/healthz</c>, <c>/readyz</c>.</summary>
internal static class StatusEndpoints
{
    private static readonly string Version =
        typeof(StatusEndpoints).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapRegion(HttpMethods.Get, "/v1/status", GetStatusAsync);
        MapProbe(routes, "/healthz", context => JsonAnswer.WriteAsync(context, new HealthDocument("healthy"), ApiJson.Readable.HealthDocument));
        MapProbe(routes, "/readyz", GetReadinessAsync);
    }

    private static void MapProbe(IEndpointRouteBuilder routes, string path, RequestDelegate handler) =>
        routes.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], handler).WithMetadata(RouteCatalogue.AccessOf(HttpMethods.Get, path));

    private static async Task GetReadinessAsync(HttpContext context)
    {
        if (await context.RequestServices.GetRequiredService<ReadinessCheck>().CheckAsync() is { } problem)
            await ProblemWriter.WriteAsync(context, problem);
        else
            await JsonAnswer.WriteAsync(context, new HealthDocument("ready"), ApiJson.Readable.HealthDocument);
    }

    private static async Task GetStatusAsync(HttpContext context, RunningRegion region)
    {
        if (new RequestQuery(context).Problem is { } problem)
        {
            await ProblemWriter.WriteAsync(context, problem);
            return;
        }

        var now = region.Clock.NowMs();
        var status = new StatusDocument
        {
            Region = region.Options.Region,
            Version = Version,
            Engine = GrainEngine.Name,
            UptimeMs = now - region.StartedAt,
            Now = now,
            Horizon = region.Tree.Horizon(),
            Granularity = region.Tree.Shape.GranularityMs,
            BranchingFactor = region.Tree.Shape.BranchingFactor,
            MaxClockDriftMs = (long)region.Options.MaxClockDrift.TotalMilliseconds,
            Storage = new StorageDocument("ready", null),
            Silos = GrainEngine.CountSilos(region.Services),
        };
        if (!Caller.Of(context, region).Keys.IsLimited)
            status = await WithContentAsync(WithCounts(status, region), region, context.RequestAborted);
        await JsonAnswer.WriteAsync(context, status, ApiJson.Readable.StatusDocument);
    }

    private static StatusDocument WithCounts(StatusDocument status, RunningRegion region) => status with
    {
        ActiveKeys = region.ActiveKeys.Count,
        PendingWrites = region.Appender.PendingEvents,
        HeldBackFuture = region.Admission.HeldBack,
    };

    private static async Task<StatusDocument> WithContentAsync(StatusDocument status, RunningRegion region, CancellationToken cancellationToken)
    {
        try
        {
            var count = await region.Log.CountAsync(cancellationToken);
            var snapshot = await region.Tree.SnapshotAsync(status.Horizon, cancellationToken);
            return status with { Count = count, Digest = snapshot.Count == 0 ? null : snapshot.Digest.ToString() };
        }
        catch (StorageUnavailableException unavailable)
        {
            return status with { Storage = new StorageDocument("unavailable", unavailable.Message) };
        }
    }
}
