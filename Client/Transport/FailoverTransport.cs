using Aevrion.Client.Telemetry;

namespace Aevrion.Client.Transport;

/// <summary>
/// Gets a request answered by the first URL that can. Guarantees that a request which is not idempotent is sent again only when it surely
/// changed nothing, or to where it is known again, and that a call ends after a bounded number of attempts.
/// </summary>
internal sealed class FailoverTransport(
    EndpointList endpoints, AttemptSender sender, RetryPause retryPause, int maxPasses, TimeSpan coolDown, TimeProvider timeProvider)
{
    /// <summary>Tries the URLs, pass by pass, until one answers.</summary>
    /// <returns>An answer, which may be a refusal.</returns>
    /// <exception cref="AevrionUnavailableException">There was none to be had.</exception>
    public async Task<ApiResponse> SendAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        using var operation = OperationScope.Start(request.Operation, timeProvider);
        try
        {
            var response = await SendInPassesAsync(request, operation, cancellationToken).ConfigureAwait(false);
            operation.Answered(response);
            return response;
        }
        catch (Exception exception)
        {
            operation.Failed(exception);
            throw;
        }
    }

    private async Task<ApiResponse> SendInPassesAsync(ApiRequest request, OperationScope operation, CancellationToken cancellationToken)
    {
        Endpoint? onlyHere = null;
        var mayBeWritten = false;
        for (var pass = 0; ; pass++)
        {
            var failed = new List<Attempt>();
            foreach (var endpoint in onlyHere is null ? endpoints.InOrderOfPreference() : [onlyHere])
            {
                cancellationToken.ThrowIfCancellationRequested();
                operation.CountAttempt();
                var attempt = await sender.SendAsync(endpoint, request, cancellationToken).ConfigureAwait(false);
                if (attempt is { Result: AttemptResult.Answered, Response: { } response })
                {
                    endpoint.MarkHealthy();
                    return response;
                }

                failed.Add(attempt);
                endpoint.Avoid(attempt.RetryAfter > coolDown ? attempt.RetryAfter.Value : coolDown);
                mayBeWritten |= request.IsRepeatableWrite && attempt.Result == AttemptResult.OutcomeUnknown;
                if (attempt.Result != AttemptResult.OutcomeUnknown || request.Safety == RetrySafety.Idempotent)
                    continue;
                if (request.Safety != RetrySafety.KnownWhereItWasSent)
                    throw Unavailable(failed, outcomeUnknown: true);

                // Another URL may lead to another region, which would not know the request again.
                onlyHere = endpoint;
                break;
            }

            var asked = failed.TrueForAll(attempt => attempt.RetryAfter is not null) ? failed.Min(attempt => attempt.RetryAfter) : null;
            if (pass + 1 >= maxPasses || retryPause.After(pass, asked) is not { } pause)
                throw Unavailable(failed, outcomeUnknown: mayBeWritten);
            await Task.Delay(pause, timeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    private static AevrionUnavailableException Unavailable(List<Attempt> failed, bool outcomeUnknown) => new(
        [.. failed.Select(attempt => attempt.Failure!)],
        failed[^1].Response?.ReadProblem(),
        outcomeUnknown,
        failed.Max(attempt => attempt.RetryAfter));
}
