namespace Aevrion.Client;

/// <summary>The region does not accept the access token, or asks for one (status 401 or 403).</summary>
public sealed class AevrionUnauthorizedException : AevrionException
{
    internal AevrionUnauthorizedException(Problem problem)
        : base(problem)
    {
    }
}
