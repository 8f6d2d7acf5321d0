using Aevrion.Silo.Hosting;
using Aevrion.Silo.Http.Problems;
using Aevrion.Storage.Tokens;

namespace Aevrion.Silo.Http.Access;

/// <summary>A token of scope <c>peer</c>. It says that its holder belongs to a region that may connect, and not to which.</summary>
internal sealed class BearerPeerCredential(AccessControl control) : IPeerCredential
{
    private static readonly Problem NotAPeer = ProblemKinds.Forbidden.With(
        "The token does not have the scope peer, which no other scope implies. Nothing was done.");

    /// <inheritdoc/>
    public ValueTask<PeerAdmission?> JudgeAsync(HttpContext context, RunningRegion region)
    {
        if (!control.IsOn(region) || !context.Request.Headers.Authorization.ToString().StartsWith(BearerToken.Scheme, StringComparison.OrdinalIgnoreCase))
            return ValueTask.FromResult<PeerAdmission?>(null);
        return ValueTask.FromResult<PeerAdmission?>(Judge(context, region));
    }

    /// <inheritdoc/>
    public void Challenge(HttpContext context, RunningRegion region)
    {
        if (context.Response.Headers.WWWAuthenticate.Count == 0)
            context.Response.Headers.WWWAuthenticate = "Bearer";
    }

    private PeerAdmission Judge(HttpContext context, RunningRegion region)
    {
        if (control.Authenticate(context, region, out var problem) is not { } grant)
            return PeerAdmission.Refused(problem!);
        return grant.Allows(AccessScopes.Peer)
            ? new PeerAdmission("token") { Ended = grant.Ended }
            : PeerAdmission.Refused(NotAPeer);
    }
}
