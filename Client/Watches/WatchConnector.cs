using System.Net;
using Aevrion.Client.Telemetry;
using Aevrion.Client.Transport;

namespace Aevrion.Client.Watches;

/// <summary>
/// Connects a watch to the first URL that serves it. A watch that has never begun gives up as other calls do; one that has begun is
/// connected again for as long as its reader waits.
/// </summary>
internal sealed class WatchConnector(HttpClient http, AevrionClientOptions options)
{
    private static readonly UriCreationOptions AsItStands = new() { DangerousDisablePathAndQueryCanonicalization = true };

    private readonly Endpoint[] _endpoints = [.. options.Urls.Select(url => new Endpoint(new Uri(url), options.TimeProvider))];
    private readonly RetryPause _pause = new(options.RetryDelay, options.MaxRetryDelay, options.Random);

    /// <summary>True when there are several URLs, which may be different regions.</summary>
    public bool MayChangeRegion => _endpoints.Length > 1;

    /// <exception cref="AevrionUnavailableException">No URL serves the watch, which has not begun yet.</exception>
    /// <exception cref="AevrionWatchTooOldException">The region does not keep what comes next any more.</exception>
    public async Task<WatchConnection> ConnectAsync(WatchCursor cursor, WatchOptions watch, CancellationToken cancellationToken)
    {
        using var operation = OperationScope.Start("watch", options.TimeProvider);
        try
        {
            for (var pass = 0; ; pass++)
            {
                var failed = new List<Attempt>();
                foreach (var endpoint in new EndpointList(_endpoints).InOrderOfPreference())
                {
                    operation.CountAttempt();
                    var (connection, failure) = await TryAsync(endpoint, cursor, watch, cancellationToken).ConfigureAwait(false);
                    if (connection is not null)
                        return connection;
                    failed.Add(failure!);
                    endpoint.Avoid(options.CoolDown);
                }

                var pause = _pause.After(Math.Min(pass, options.MaxPasses), asked: null) ?? options.MaxRetryDelay;
                if (!cursor.HasBegun && pass + 1 >= options.MaxPasses)
                    throw new AevrionUnavailableException(
                        [.. failed.Select(attempt => attempt.Failure!)], failed[^1].Response?.ReadProblem(), outcomeUnknown: false, failed.Max(attempt => attempt.RetryAfter));
                await Task.Delay(pause, options.TimeProvider, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            operation.Failed(exception);
            throw;
        }
    }

    private async Task<(WatchConnection? Connection, Attempt? Failure)> TryAsync(
        Endpoint endpoint, WatchCursor cursor, WatchOptions watch, CancellationToken cancellationToken)
    {
        HttpResponseMessage? response = null;
        try
        {
            response = await SendAsync(endpoint, cursor, cancellationToken).ConfigureAwait(false);
            if (response.StatusCode == HttpStatusCode.OK && response.Content.Headers.ContentType?.MediaType == "text/event-stream")
            {
                cursor.Connected(response.Headers.TryGetValues("Aevrion-Region", out var names) ? names.FirstOrDefault() : null);
                var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
                var connection = new WatchConnection(response, body, cursor, watch.IdleTimeout, options.TimeProvider);
                response = null;
                endpoint.MarkHealthy();
                return (connection, null);
            }

            return (null, Refused(await ReadAsync(endpoint, response, cancellationToken).ConfigureAwait(false)));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, Attempt.NeverSent(endpoint, "no answer in time", new TimeoutException()));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return (null, Attempt.NeverSent(endpoint, exception.Message.TrimEnd('.'), exception));
        }
        finally
        {
            response?.Dispose();
        }
    }

    private Attempt Refused(ApiResponse answer)
    {
        var attempt = Attempt.From(answer, options.TimeProvider.GetUtcNow());
        if (attempt.Result != AttemptResult.Answered)
            return attempt;
        answer.ThrowIfRefused();
        throw answer.NotAevrion(null);
    }

    private async Task<HttpResponseMessage> SendAsync(Endpoint endpoint, WatchCursor cursor, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.AttemptTimeout, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        using var message = new HttpRequestMessage(HttpMethod.Get, new Uri(endpoint.Root + cursor.ToPath(), AsItStands));
        message.Options.Set(AevrionClientOptions.IsStreamed, true);
        message.Headers.TryAddWithoutValidation("Accept", "text/event-stream");
        if (cursor.LastId is { } id)
            message.Headers.TryAddWithoutValidation("Last-Event-ID", id);
        return await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
    }

    private static async Task<ApiResponse> ReadAsync(Endpoint endpoint, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        // What is no event stream is a problem document, and small.
        await response.Content.LoadIntoBufferAsync(AevrionLimits.MaxResponseBytes, cancellationToken).ConfigureAwait(false);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        return new ApiResponse(endpoint.Url, response.StatusCode, response.Headers, response.Content.Headers.ContentType?.MediaType, body);
    }
}
