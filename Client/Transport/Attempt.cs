namespace Aevrion.Client.Transport;

/// <summary>One attempt at one URL and what came of it.</summary>
/// <param name="Response">The answer of the region, or of what stands before it; null when there was none.</param>
/// <param name="Failure">Why the URL did not do what was asked; null when it answered.</param>
/// <param name="RetryAfter">How long the region asks to be left alone.</param>
internal sealed record Attempt(AttemptResult Result, ApiResponse? Response, EndpointFailure? Failure, TimeSpan? RetryAfter = null)
{
    public static Attempt NeverSent(Endpoint endpoint, string reason, Exception error) =>
        new(AttemptResult.NothingHappened, null, new EndpointFailure(endpoint.Url, reason, error));

    public static Attempt Lost(Endpoint endpoint, string reason, Exception error) =>
        new(AttemptResult.OutcomeUnknown, null, new EndpointFailure(endpoint.Url, reason, error));

    /// <summary>Tells an answer from an admission that there is none to be had here and now.</summary>
    public static Attempt From(ApiResponse response, DateTimeOffset now)
    {
        if ((int)response.Status is not (502 or 503 or 504))
            return new Attempt(AttemptResult.Answered, response, null);

        var problem = response.ReadProblem();
        if (problem.SaysDone)
            return new Attempt(AttemptResult.Answered, response, null);
        var result = problem.SaysNothingHappened ? AttemptResult.NothingHappened : AttemptResult.OutcomeUnknown;
        var reason = problem.Slug is null ? $"HTTP status {problem.Status}" : $"{problem.Slug}: {problem.Detail.TrimEnd('.')}";
        var retryAfter = response.Headers.RetryAfter;
        var pause = retryAfter?.Delta ?? retryAfter?.Date - now;
        return new Attempt(result, response, new EndpointFailure(response.Url, reason, null), pause);
    }
}
