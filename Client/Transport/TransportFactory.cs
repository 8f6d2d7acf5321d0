namespace Aevrion.Client.Transport;

/// <summary>Puts the parts of the transport together.</summary>
internal static class TransportFactory
{
    public static FailoverTransport Create(HttpClient http, AevrionClientOptions options)
    {
        var endpoints = options.Urls.Select(url => new Endpoint(new Uri(url), options.TimeProvider)).ToArray();
        return new FailoverTransport(
            new EndpointList(endpoints),
            new AttemptSender(http, options.AttemptTimeout, options.TimeProvider),
            new RetryPause(options.RetryDelay, options.MaxRetryDelay, options.Random),
            options.MaxPasses,
            options.CoolDown,
            options.TimeProvider);
    }
}
