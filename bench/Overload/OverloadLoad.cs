using System.Collections.Concurrent;

namespace Aevrion.Bench.Overload;

/// <summary>
/// Requests that are due at a given rate, whether those before are answered or not, as from users who do not wait for each other. A
/// request that finds no connection free is given up: there are only so many users.
/// </summary>
internal sealed class OverloadLoad : IDisposable
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    private readonly OverloadRequests _requests;
    private readonly OverloadConnection[] _connections;
    private readonly ConcurrentStack<OverloadConnection> _free;
    private readonly ConcurrentDictionary<string, long> _broken = new(StringComparer.Ordinal);
    private long _done;
    private long _refused;

    private OverloadLoad(OverloadRequests requests, OverloadConnection[] connections)
    {
        _requests = requests;
        _connections = connections;
        _free = new ConcurrentStack<OverloadConnection>(connections);
    }

    /// <summary>Opens the connections.</summary>
    public static async Task<OverloadLoad> OpenAsync(int port, int connections, OverloadRequests requests, CancellationToken cancellationToken)
    {
        var load = new OverloadLoad(requests, [.. Enumerable.Range(0, connections).Select(_ => new OverloadConnection(port))]);
        foreach (var connection in load._connections)
            await connection.OpenAsync(cancellationToken);
        return load;
    }

    /// <summary>Sends requests for so long, and waits for their answers.</summary>
    /// <param name="perSecond">How many are due a second; none means as many as are answered.</param>
    /// <param name="time">For how long.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<OverloadCounts> RunAsync(double? perSecond, TimeSpan time, CancellationToken cancellationToken)
    {
        (_done, _refused) = (0, 0);
        _broken.Clear();
        var clock = TimeProvider.System;
        var started = clock.GetTimestamp();
        var number = 0L;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        for (var elapsed = TimeSpan.Zero; elapsed < time; elapsed = clock.GetElapsedTime(started))
        {
            var due = perSecond is { } rate ? (long)(elapsed.TotalSeconds * rate) : long.MaxValue;
            while (number < due && (_free.TryPop(out var connection) || perSecond is not null))
            {
                number++;
                if (connection is not null)
                    _ = SendAsync(connection, _requests.Of(number), limit.Token);
            }

            await Task.Delay(Pause, cancellationToken);
        }

        var lasted = clock.GetElapsedTime(started);
        limit.CancelAfter(AnswerWithin);
        while (_free.Count < _connections.Length)
            await Task.Delay(Pause, cancellationToken);
        return new OverloadCounts(number, _done, _refused, new SortedDictionary<string, long>(_broken, StringComparer.Ordinal), lasted, clock.GetElapsedTime(started) - lasted);
    }

    public void Dispose()
    {
        foreach (var connection in _connections)
            connection.Dispose();
    }

    private async Task SendAsync(OverloadConnection connection, byte[] request, CancellationToken cancellationToken)
    {
        var status = await connection.SendAsync(request, cancellationToken);
        if (status is >= 200 and < 300)
            Interlocked.Increment(ref _done);
        else if (status is 503 or 429)
            Interlocked.Increment(ref _refused);
        else
            _broken.AddOrUpdate(connection.Failure ?? $"status {status}", 1, (_, count) => count + 1);
        _free.Push(connection);
    }
}
