using Aevrion.Silo.Hosting;

namespace Aevrion.Silo.Http.Access;

/// <summary>
/// A way for another region's silo to prove itself, before a WebSocket exists. All registered are asked in their order; the first that
/// finds its kind of proof in the request decides.
/// </summary>
internal interface IPeerCredential
{
    /// <summary>Judges a request; null when it has no proof of this kind, be it good or bad.</summary>
    ValueTask<PeerAdmission?> JudgeAsync(HttpContext context, RunningRegion region);

    /// <summary>Adds to the head of a refusal what a peer needs to prove itself in this way.</summary>
    void Challenge(HttpContext context, RunningRegion region);
}
