using Aevrion.Core.Sync.Protocol;
using Aevrion.Grains.Interfaces.Sync;
using Aevrion.Grains.Peers;
using Aevrion.Grains.Peers.Pauses;
using Aevrion.Silo.Hosting;
using Aevrion.Silo.Http;
using Aevrion.Silo.Http.Access;
using Aevrion.Silo.Http.Problems;
using Aevrion.Silo.Peers.Authentication;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Aevrion.Silo.Peers;

/// <summary><c>/v1/peer</c>: where other regions' silos connect, by WebSocket.</summary>
internal static class PeerSocketEndpoint
{
    /// <summary>Below a region's base URL.</summary>
    public const string Path = "/v1/peer";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapRegion(HttpMethods.Get, Path, ServeAsync);
        routes.MapRegion(HttpMethods.Connect, Path, ServeAsync);
    }

    private static async Task ServeAsync(HttpContext context, RunningRegion region)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.Headers[HeaderNames.Upgrade] = "websocket";
            await ProblemWriter.WriteAsync(context, ProblemKinds.UpgradeRequired.With("Regions connect here by WebSocket; it is no place for other clients."));
            return;
        }

        if (!context.WebSockets.WebSocketRequestedProtocols.Contains(ProtocolLimits.Subprotocol))
        {
            await ProblemWriter.WriteAsync(context, ProblemKinds.BadPeerProtocol.With(
                $"This silo speaks the subprotocol {ProtocolLimits.Subprotocol}. Run versions of Aevrion that share a protocol."));
            return;
        }

        var verdict = context.Features.GetRequiredFeature<PeerVerdict>();
        if (verdict.Proof is { } proof)
            context.Response.Headers[PeerHeaders.ListenerProof] = PeerHeaders.Proof(proof);
        if (verdict.Claimed is { } claimed && region.Options.Peers[claimed].MayWrite is { } permit)
            context.Response.Headers[PeerHeaders.Takes] = PeerHeaders.TakesOf(permit);
        if (PauseOf(context, verdict, region) is { } paused)
        {
            await ProblemWriter.WriteAsync(context, paused);
            return;
        }

        var stopping = context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        var admission = context.Features.GetRequiredFeature<PeerAdmission>();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping, admission.Ended);
        var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            SubProtocol = ProtocolLimits.Subprotocol,
            KeepAliveInterval = PeerSocketLimits.PingInterval,
            KeepAliveTimeout = PeerSocketLimits.PongTimeout,
        });
        await using var channel = new WebSocketPeerChannel(socket, isClient: false);
        await region.PeerListener.ServeAsync(channel, IdentityOf(context, verdict, admission), either.Token);
    }

    /// <summary>Why a peer is kept out that is paused, or not known not to be; null when it is not. Who says nothing introduces itself later.</summary>
    private static Problem? PauseOf(HttpContext context, PeerVerdict verdict, RunningRegion region)
    {
        if (verdict.Claimed is not { } peer || region.PeerPauses.Of(peer) is not { Ended.IsCancellationRequested: true } pause)
            return null;
        if (!pause.IsPaused)
            return ProblemKinds.Starting.With("Whether the peer is paused is not known yet. Try again shortly.");
        context.Response.Headers[PeerHeaders.Refusal] = ProblemKinds.PausedHere.Slug;
        return ProblemKinds.PausedHere.With(PeerPauses.ReasonFor(region.Options.Region)) with { RetryAfter = PeerLimits.PausedRedialDelay };
    }

    private static PeerIdentity IdentityOf(HttpContext context, PeerVerdict verdict, PeerAdmission admission) => verdict.Identity
        ?? new PeerIdentity(null, admission.Credential == PeerProofNames.Token ? PeerProof.Token : PeerProof.None, PeerAuthenticator.AddressOf(context));
}
