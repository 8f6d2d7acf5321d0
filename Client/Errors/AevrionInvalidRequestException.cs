namespace Aevrion.Client;

/// <summary>The request breaks a rule or a limit of the contract (status 400, 413 or 422). Nothing was written; sending it again will not help.</summary>
public sealed class AevrionInvalidRequestException : AevrionException
{
    internal AevrionInvalidRequestException(Problem problem)
        : base(problem) => Line = problem.Line;

    /// <summary>The line of a batch that is wrong, from 1; null when it is not one line's fault.</summary>
    public int? Line { get; }
}
