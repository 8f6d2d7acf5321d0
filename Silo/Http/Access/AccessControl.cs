using Aevrion.Grains.Access;
using Aevrion.Silo.Configuration;
using Aevrion.Silo.Hosting;
using Aevrion.Silo.Http.Problems;
using Aevrion.Storage.Tokens;
using Microsoft.Net.Http.Headers;

namespace Aevrion.Silo.Http.Access;

/// <summary>
/// Decides who may do what: the one place that every route but the open ones goes through, before anything of the request is carried out.
/// Without a token in the region or its configuration, whoever is on this machine may do everything, and nobody else anything, unless the
/// configuration allows that.
/// </summary>
internal sealed class AccessControl(SiloSettings settings)
{
    private static readonly Problem Remote = ProblemKinds.Unauthenticated.With(
        "This region has no tokens yet, and without one it serves its own machine only. Create one there with 'aevrion token create --scope admin'.");

    private static readonly Problem Foreign = ProblemKinds.Unauthenticated.With(
        "A page of another site asks for this, and without a token it is not served. A proxy in front of the silo has to leave the header Host as it is.");

    private static readonly Problem NoToken = ProblemKinds.Unauthenticated.With(
        "A token is needed: send it as 'Authorization: Bearer <token>'. 'aevrion token create' makes one.");

    private static readonly Problem BadToken = ProblemKinds.Unauthenticated.With("The token is not one of this region's.");

    private static readonly Problem Expired = ProblemKinds.Unauthenticated.With("The token has expired.");

    private static readonly Problem Revoked = ProblemKinds.Unauthenticated.With("The token was revoked.");

    private static readonly Problem NotForAll = ProblemKinds.Forbidden.With(
        "This concerns the whole region; the token is limited to some keys. Nothing was done.");

    private readonly AccessSettings _settings = settings.Access;

    /// <summary>True when every request needs a token.</summary>
    public bool IsOn(RunningRegion region) => _settings.AdminTokenHash is not null || region.Tokens.HasTokens;

    /// <summary>True when the configuration has a token, with which the region can be administered whatever its tokens are.</summary>
    public bool HasConfiguredToken => _settings.AdminTokenHash is not null;

    /// <summary>True when a request may be served without a token.</summary>
    public bool AllowsAnonymous(HttpContext context, RunningRegion region) =>
        !IsOn(region) && (_settings.AllowAnonymous || Locality.IsLocal(context)) && !BrowserOrigin.IsForeign(context);

    /// <summary>Decides about a request, and takes note of what its token grants; see <see cref="Caller"/>.</summary>
    /// <param name="context">The request.</param>
    /// <param name="region">The region.</param>
    /// <param name="access">What its route asks for.</param>
    /// <param name="problem">Why it is refused; null when it is not.</param>
    /// <returns>What it may do; null when it is refused.</returns>
    public AccessGrant? Admit(HttpContext context, RunningRegion region, RouteAccess access, out Problem? problem)
    {
        problem = null;
        if (AllowsAnonymous(context, region))
            return region.Tokens.Anonymous;
        var grant = Authenticate(context, region, out problem);
        if (grant is null)
            return null;
        if (!grant.Allows(access.AnyOf))
            return Refuse(ScopeMissing(access), out problem);
        if (access.NeedsAllKeys && grant.Keys.IsLimited)
            return Refuse(NotForAll, out problem);
        Caller.Set(context, grant);
        return grant;
    }

    /// <summary>What the token of a request grants; null when it has none that is valid.</summary>
    public AccessGrant? Authenticate(HttpContext context, RunningRegion region, out Problem? problem)
    {
        var grant = BearerToken.TryGet(context, out var text)
            ? Recognise(text, region, out problem)
            : Refuse(IsOn(region) ? NoToken : BrowserOrigin.IsForeign(context) ? Foreign : Remote, out problem);
        if (grant is null)
            context.Response.Headers[HeaderNames.WWWAuthenticate] = problem == NoToken || problem == Remote || problem == Foreign ? "Bearer" : "Bearer error=\"invalid_token\"";
        return grant;
    }

    private AccessGrant? Recognise(ReadOnlySpan<char> text, RunningRegion region, out Problem? problem)
    {
        problem = null;
        if (BearerToken.Find(region.Tokens, text) is { } known)
        {
            if (known.Token.RevokedAtMs is not null)
                return Refuse(Revoked, out problem);
            return known.Token.ExpiresAtMs is not null && known.IsExpiredAt(region.Tokens.NowMs()) ? Refuse(Expired, out problem) : known.Grant;
        }

        return _settings.AdminTokenHash is { } admin && TokenText.AreEqual(TokenText.HashOf(text.ToString()), admin)
            ? AccessGrant.Everything
            : Refuse(BadToken, out problem);
    }

    private static Problem ScopeMissing(RouteAccess access) => ProblemKinds.Forbidden.With(
        $"The token does not have the scope {string.Join(" or ", ScopeNames.Of(access.AnyOf))}. Nothing was done.");

    private static AccessGrant? Refuse(Problem reason, out Problem? problem)
    {
        problem = reason;
        return null;
    }
}
