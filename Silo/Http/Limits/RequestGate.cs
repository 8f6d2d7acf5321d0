using Aevrion.Silo.Http.Problems;

namespace Aevrion.Silo.Http.Limits;

/// <summary>
/// Lets in so many requests at one time and refuses the others before anything is done or read for them: 503 when the silo has too many,
/// 429 when their client has. Probes of the process are always answered; watches and connections of peers, which last, have limits of
/// their own. Costs two additions a request while clients have no limits. Safe for concurrent use.
/// </summary>
internal sealed class RequestGate(LimitSettings limits, IClientIdentity identity, TimeProvider timeProvider)
{
    /// <summary>Most clients that are told apart.</summary>
    public const int MaxClients = 10_000;

    private readonly ClientTable _clients = new(MaxClients);
    private readonly bool _limitsClients = limits.RequestsPerSecondPerClient > 0 || limits.ConcurrentRequestsPerClient > 0;
    private readonly long _second = timeProvider.TimestampFrequency;
    private int _requests;
    private long _refused;

    /// <summary>Requests under way, of those that are limited.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>Requests that were refused so far.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Lets a request in, or says why not.</summary>
    /// <param name="context">The request.</param>
    /// <param name="place">Its place, to be given to <see cref="Leave"/> when it is done; nothing when it is refused.</param>
    /// <returns>Why it is not let in; null when it is.</returns>
    public Problem? Enter(HttpContext context, out RequestPlace place)
    {
        place = default;
        if (IsUnlimited(context.Request.Path.Value))
            return null;
        if (Interlocked.Increment(ref _requests) > limits.ConcurrentRequests)
            return Refuse(ProblemKinds.Overloaded.With(
                $"The silo has {limits.ConcurrentRequests} requests under way; nothing was done. Try again shortly, or at another silo."));
        ClientUsage? client = null;
        if (_limitsClients && identity.Of(context) is { } key && EnterClient(key, out client) is { } problem)
            return Refuse(problem);
        place = new RequestPlace(IsCounted: true, client);
        return null;
    }

    public void Leave(RequestPlace place)
    {
        if (!place.IsCounted)
            return;
        Interlocked.Decrement(ref _requests);
        place.Client?.End();
    }

    private Problem? EnterClient(ClientKey key, out ClientUsage? client)
    {
        var now = timeProvider.GetTimestamp();
        client = _clients.Of(key, now, _second);
        var most = limits.ConcurrentRequestsPerClient;
        if (!client.TryBegin(most > 0 ? most : int.MaxValue))
            return ProblemKinds.TooManyRequests.With($"This client has {most} requests under way; nothing was done. Try again when one of them is answered.");
        var rate = limits.RequestsPerSecondPerClient;
        var wait = rate > 0 ? Take(client, now, rate) : 0;
        if (wait == 0)
            return null;
        client.End();
        return ProblemKinds.TooManyRequests.With($"This client may send {rate} requests a second; nothing was done. Send them more slowly.") with
        {
            RetryAfter = TimeSpan.FromSeconds(wait / (double)_second),
        };
    }

    private long Take(ClientUsage client, long now, int rate)
    {
        var burst = limits.BurstPerClient > 0 ? limits.BurstPerClient : rate;
        var interval = _second / rate;
        return client.Take(now, interval, (burst - 1) * interval);
    }

    private Problem Refuse(Problem problem)
    {
        Interlocked.Decrement(ref _requests);
        Interlocked.Increment(ref _refused);
        return problem;
    }

    private static bool IsUnlimited(string? path)
    {
        const int Longest = 10;
        if (path is not { Length: > 1 and <= Longest })
            return false;
        var name = path.AsSpan().TrimEnd('/');
        return name.Equals("/healthz", StringComparison.OrdinalIgnoreCase) || name.Equals("/readyz", StringComparison.OrdinalIgnoreCase)
            || name.Equals("/v1/watch", StringComparison.OrdinalIgnoreCase) || name.Equals("/v1/peer", StringComparison.OrdinalIgnoreCase);
    }
}
