namespace Aevrion.Client;

/// <summary>The one place where a status becomes an exception type.</summary>
internal static class ProblemMapping
{
    public static AevrionException ToException(Problem problem) => problem.Status switch
    {
        400 or 413 or 414 or 415 or 422 or 431 => new AevrionInvalidRequestException(problem),
        401 or 403 => new AevrionUnauthorizedException(problem),
        404 when problem.Slug is not null => new AevrionNotFoundException(problem),
        409 when problem.Slug == AevrionNotConvergedException.Slug => new AevrionNotConvergedException(problem),
        410 when problem.Slug == AevrionWatchTooOldException.Slug => new AevrionWatchTooOldException(problem),
        412 => new AevrionPreconditionFailedException(problem),
        504 when problem.SaysDone => new AevrionAckTimeoutException(problem),
        _ => new AevrionException(problem),
    };
}
