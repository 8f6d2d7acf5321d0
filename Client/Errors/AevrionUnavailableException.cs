namespace Aevrion.Client;

/// <summary>
/// No region did what was asked: none could be reached, or those that were are overloaded or without their storage, or a write was sent
/// and its answer was lost.
/// </summary>
public sealed class AevrionUnavailableException : AevrionException
{
    internal AevrionUnavailableException(
        IReadOnlyList<EndpointFailure> failures, Problem? problem, bool outcomeUnknown, TimeSpan? retryAfter)
        : base(new Problem(problem?.Slug, problem?.Status ?? 0, Describe(failures, outcomeUnknown)), failures[^1].Error)
    {
        Failures = failures;
        OutcomeUnknown = outcomeUnknown;
        RetryAfter = retryAfter;
    }

    /// <summary>Each URL that was tried, in the order of the trying, and the last reason why it failed.</summary>
    public IReadOnlyList<EndpointFailure> Failures { get; }

    /// <summary>True when a write was sent and may have been stored. False: nothing was written.</summary>
    public bool OutcomeUnknown { get; }

    /// <summary>How long the regions ask to be left alone, where they said so.</summary>
    public TimeSpan? RetryAfter { get; }

    private static string Describe(IReadOnlyList<EndpointFailure> failures, bool outcomeUnknown)
    {
        var reasons = string.Join("; ", failures.Select(failure => $"{failure.Url.AbsoluteUri.TrimEnd('/')}: {failure.Reason}"));
        return outcomeUnknown
            ? $"The write was sent but not confirmed ({reasons}). It may or may not be stored: read the key before writing it again."
            : $"No Aevrion region could serve the request ({reasons}).";
    }
}
