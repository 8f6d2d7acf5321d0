using Aevrion.Silo.Hosting;
using Aevrion.Silo.Http.Problems;

namespace Aevrion.Silo.Http.Access;

/// <summary>Decides who may connect to <c>/v1/peer</c>: who proves himself, and, as long as access is not controlled, who need not.</summary>
internal sealed class PeerAccess(IEnumerable<IPeerCredential> credentials, AccessControl control)
{
    private static readonly Problem NoProof = ProblemKinds.Unauthenticated.With(
        "A region has to prove itself here: give it a token of scope 'peer', or another credential that this region accepts.");

    private readonly IPeerCredential[] _credentials = [.. credentials];

    public async ValueTask<PeerAdmission> DecideAsync(HttpContext context, RunningRegion region)
    {
        PeerAdmission? admission = null;
        foreach (var credential in _credentials)
        {
            admission = await credential.JudgeAsync(context, region);
            if (admission is not null)
                break;
        }

        admission ??= control.AllowsAnonymous(context, region) ? PeerAdmission.Unproven(region.Tokens.Anonymous.Ended) : PeerAdmission.Refused(NoProof);
        if (admission.Refusal is { Kind.Status: StatusCodes.Status401Unauthorized })
        {
            foreach (var credential in _credentials)
                credential.Challenge(context, region);
        }

        return admission;
    }
}
