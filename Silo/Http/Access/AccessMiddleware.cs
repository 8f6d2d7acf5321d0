using Aevrion.Silo.Hosting;
using Aevrion.Silo.Http.Problems;

namespace Aevrion.Silo.Http.Access;

/// <summary>
/// Stands between routing and what answers. A route says what it needs in its <see cref="RouteAccess"/>; one that says nothing is for
/// administrators, and what is no route for everybody with a token. While no region runs, nothing but open routes is answered.
/// </summary>
internal sealed class AccessMiddleware(RequestDelegate next, RegionGate gate, AccessControl control, PeerAccess peers)
{
    public Task InvokeAsync(HttpContext context)
    {
        var endpoint = context.GetEndpoint();
        var access = endpoint?.Metadata.GetMetadata<RouteAccess>() ?? (endpoint is RouteEndpoint ? RouteAccess.Admin : RouteAccess.AnyClient);
        if (access.IsOpen)
            return next(context);
        if (gate.Region is not { } region)
            return endpoint is RouteEndpoint ? ProblemWriter.WriteAsync(context, gate.Reason) : next(context);
        if (access == RouteAccess.Peer)
            return AdmitPeerAsync(context, region);
        if (control.Admit(context, region, access, out var problem) is not { } grant)
            return ProblemWriter.WriteAsync(context, problem!);
        return access.EndsWithToken ? RunUntilAsync(context, grant.Ended) : next(context);
    }

    private async Task RunUntilAsync(HttpContext context, CancellationToken ended)
    {
        await using var registration = ended.UnsafeRegister(static state => ((HttpContext)state!).Abort(), context);
        await next(context);
    }

    private async Task AdmitPeerAsync(HttpContext context, RunningRegion region)
    {
        var admission = await peers.DecideAsync(context, region);
        if (admission.Refusal is { } problem)
        {
            await ProblemWriter.WriteAsync(context, problem);
            return;
        }

        context.Features.Set(admission);
        await next(context);
    }
}
