using System.Text.Json;

namespace Aevrion.Client;

/// <summary>How an <see cref="AevrionClient"/> connects, how long it waits and how often it tries.</summary>
public sealed class AevrionClientOptions
{
    /// <summary>
    /// Marks a request whose answer the client reads while it arrives, for a handler that would otherwise wait for the whole.
    /// </summary>
    public static HttpRequestOptionsKey<bool> IsStreamed { get; } = new("Aevrion.Client.IsStreamed");

    /// <summary>Base URLs of regions or silos, tried in this order; at most <see cref="AevrionLimits.MaxUrls"/>.</summary>
    public IList<string> Urls { get; } = [];

    /// <summary>Sent as a bearer token with every request. Default: none.</summary>
    public string? AccessToken { get; set; }

    /// <summary>The longest time to establish a connection. Default 3 s. Not applied when <see cref="HttpMessageHandler"/> is set.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>The longest time one attempt at one URL may take, answer included. Default 30 s.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest time an exchange with a peer may take, instead of <see cref="AttemptTimeout"/>. Default 5 min.</summary>
    public TimeSpan SyncTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a URL that failed is skipped while others are left. Default 5 s.</summary>
    public TimeSpan CoolDown { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often the whole list of URLs is tried before the call fails. Default 3.</summary>
    public int MaxPasses { get; set; } = 3;

    /// <summary>The pause after the first pass over the URLs; it doubles with each further pass, with random jitter. Default 200 ms.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest pause. A region that asks for a longer one with <c>Retry-After</c> is not waited for. Default 5 s.</summary>
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How typed values become JSON and back. Default: <see cref="JsonSerializerOptions.Web"/>.</summary>
    public JsonSerializerOptions? JsonOptions { get; set; }

    /// <summary>Sends the requests instead of the client's own handler, which pools connections. The caller keeps and disposes it.</summary>
    public HttpMessageHandler? HttpMessageHandler { get; set; }

    /// <summary>The clock behind timeouts, pauses and cool-downs. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>The source of jitter; it must be safe to use from several threads. Default: <see cref="System.Random.Shared"/>.</summary>
    public Random Random { get; set; } = Random.Shared;
}
