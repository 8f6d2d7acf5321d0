using Aevrion.Silo.Hosting;
using Aevrion.Silo.Http.Access;
using Aevrion.Silo.Http.Problems;

namespace Aevrion.Silo.Peers.Authentication;

/// <summary>
/// The secrets and certificates of peers as a credential. It decides about every peer for which one is configured; the others are left to
/// the credentials after it.
/// </summary>
internal sealed class PeerProofCredential(PeerAuthenticator authenticator) : IPeerCredential
{
    /// <inheritdoc/>
    public ValueTask<PeerAdmission?> JudgeAsync(HttpContext context, RunningRegion region)
    {
        var verdict = authenticator.Judge(context);
        context.Features.Set(verdict);
        if (verdict.Identity is { Region: { } peer } identity)
            return ValueTask.FromResult<PeerAdmission?>(new PeerAdmission(PeerProofNames.Of(identity.Proof)) { Peer = peer });
        if (verdict.IsUndecided)
            return ValueTask.FromResult<PeerAdmission?>(null);

        // That it has yet to answer the challenge is how it goes.
        if (verdict.Refusal is { } refusal)
            Note(region, verdict, refusal);
        return ValueTask.FromResult<PeerAdmission?>(PeerAdmission.Refused(
            ProblemKinds.PeerUnproven.With("Regions prove who they are before they are let in here.")));
    }

    /// <inheritdoc/>
    public void Challenge(HttpContext context, RunningRegion region)
    {
        if (context.Features.Get<PeerVerdict>() is not { } verdict)
            return;
        if (verdict.IsUndecided)
            Note(region, verdict, PeerRefusal.NoCredential);
        else
            context.Response.Headers.WWWAuthenticate = PeerHeaders.Challenge(authenticator.NewChallenge(), verdict.Refusal);
    }

    private static void Note(RunningRegion region, PeerVerdict verdict, PeerRefusal refusal)
    {
        if (verdict.Claimed is { } peer)
            region.InboundPeers.NoteUnproven(peer, verdict.Detail is { } detail ? $"{refusal.Here} ({detail})" : refusal.Here);
    }
}
