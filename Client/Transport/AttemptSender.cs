using System.Net.Sockets;

namespace Aevrion.Client.Transport;

/// <summary>
/// Sends a request to one URL once, and tells what is known of it afterwards. Only errors of connecting prove that a request was never
/// sent; after that its outcome is unknown until the answer is complete.
/// </summary>
internal sealed class AttemptSender(HttpClient http, TimeSpan attemptTimeout, TimeProvider timeProvider)
{
    public async Task<Attempt> SendAsync(Endpoint endpoint, ApiRequest request, CancellationToken cancellationToken)
    {
        var limit = request.AttemptTimeout ?? attemptTimeout;
        using var timeout = new CancellationTokenSource(limit, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            var response = await ExchangeAsync(endpoint, request, either.Token).ConfigureAwait(false);
            return Attempt.From(response, timeProvider.GetUtcNow());
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(exception.Message, exception, cancellationToken);
        }
        catch (OperationCanceledException exception) when (timeout.IsCancellationRequested)
        {
            return Attempt.Lost(endpoint, $"no answer within {limit.TotalSeconds:0.###} s", exception);
        }
        catch (OperationCanceledException exception) when (exception.InnerException is TimeoutException)
        {
            return Attempt.NeverSent(endpoint, "no connection in time", exception);
        }
        catch (HttpRequestException exception) when (IsFromConnecting(exception))
        {
            return Attempt.NeverSent(endpoint, DescribeConnecting(exception), exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return Attempt.Lost(endpoint, "the connection broke before the answer was complete", exception);
        }
    }

    private async Task<ApiResponse> ExchangeAsync(Endpoint endpoint, ApiRequest request, CancellationToken cancellationToken)
    {
        using var message = request.ToMessage(endpoint);
        var completion = request.IsStreamed ? HttpCompletionOption.ResponseHeadersRead : HttpCompletionOption.ResponseContentRead;
        var response = await http.SendAsync(message, completion, cancellationToken).ConfigureAwait(false);
        if (request.IsStreamed && response.IsSuccessStatusCode)
            return new ApiResponse(endpoint.Url, response.StatusCode, response.Headers, response.Content.Headers.ContentType?.MediaType, []) { Live = response };
        using var whole = response;
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        return new ApiResponse(endpoint.Url, response.StatusCode, response.Headers, response.Content.Headers.ContentType?.MediaType, body);
    }

    private static bool IsFromConnecting(HttpRequestException exception) => exception.HttpRequestError
        is HttpRequestError.ConnectionError
        or HttpRequestError.NameResolutionError
        or HttpRequestError.SecureConnectionError
        or HttpRequestError.ProxyTunnelError;

    private static string DescribeConnecting(HttpRequestException exception) => exception switch
    {
        { InnerException: SocketException { SocketErrorCode: SocketError.ConnectionRefused } } => "connection refused",
        { HttpRequestError: HttpRequestError.NameResolutionError } => "the host name is unknown",
        { HttpRequestError: HttpRequestError.SecureConnectionError } => "no secure connection could be made",
        { InnerException: { } cause } => "no connection: " + cause.Message,
        _ => "no connection: " + exception.Message,
    };
}
