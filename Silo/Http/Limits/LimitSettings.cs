namespace Aevrion.Silo.Http.Limits;

/// <summary>
/// What a silo takes on at one time: the section <c>Limits</c> of its configuration. The limits of a single request are stated by
/// <see cref="HttpLimits"/>.
/// </summary>
internal sealed record LimitSettings
{
    /// <summary>Most connections; more are closed as they come.</summary>
    public int Connections { get; init; } = 10_000;

    /// <summary>Most connections from one address (an IPv6 network of 64 bits counts as one); 0 for no limit of its own.</summary>
    public int ConnectionsPerAddress { get; init; } = 5_000;

    /// <summary>Most requests under way; more are answered 503 at once.</summary>
    public int ConcurrentRequests { get; init; } = 4_096;

    /// <summary>Most requests of one client under way; more are answered 429 at once. 0 for no limit.</summary>
    public int ConcurrentRequestsPerClient { get; init; }

    /// <summary>Requests of one client a second, on average; more are answered 429 at once. 0 for no limit.</summary>
    public int RequestsPerSecondPerClient { get; init; }

    /// <summary>Requests that a client may send at once after a pause; 0 for those of a second.</summary>
    public int BurstPerClient { get; init; }

    /// <summary>
    /// Bytes of request bodies, and of larger answers that are not sent yet, in memory at one time; beyond it requests are refused with 503.
    /// </summary>
    public long BodyBytes { get; init; } = 256L * 1024 * 1024;

    /// <summary>How long the head of a request may take.</summary>
    public TimeSpan HeadTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the body of a request may take.</summary>
    public TimeSpan BodyTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a client may take to read an answer.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a connection may be idle between requests.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(130);

    /// <summary>A body or an answer that moves slower than this ends its connection, after a few seconds of grace.</summary>
    public int LeastBytesPerSecond { get; init; } = 240;
}
