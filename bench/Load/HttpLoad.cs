using System.Net;
using System.Net.Sockets;

namespace Aevrion.Bench.Load;

/// <summary>
/// A load of HTTP/1.1 requests that takes as little of the shared processor as may be: one thread, two system calls a request. Each
/// connection has one request in flight; the thread waits for their answers in turn and sends the next request at once.
/// </summary>
internal sealed class HttpLoad : IDisposable
{
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(30);

    private readonly HttpLoadConnection[] _connections;

    /// <param name="port">Where the server listens on loopback.</param>
    /// <param name="connections">How many connections are kept open.</param>
    public HttpLoad(int port, int connections)
    {
        _connections = new HttpLoadConnection[connections];
        for (var i = 0; i < connections; i++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
            {
                NoDelay = true,
                ReceiveTimeout = (int)AnswerTimeout.TotalMilliseconds,
            };
            socket.Connect(IPAddress.Loopback, port);
            _connections[i] = new HttpLoadConnection(socket);
        }
    }

    /// <summary>Writes the next request into the buffer and answers its length.</summary>
    /// <param name="buffer">Room for a request.</param>
    /// <param name="number">How many were written before, on all connections.</param>
    public delegate int RequestWriter(Span<byte> buffer, long number);

    /// <summary>Sends requests for so long.</summary>
    /// <exception cref="InvalidDataException">A request was refused; the message has the answer.</exception>
    public Task<HttpLoadResult> RunAsync(RequestWriter write, TimeSpan time, CancellationToken cancellationToken) =>
        StartAsync(write, long.MaxValue, time, cancellationToken);

    /// <summary>Sends so many requests; a few more if that does not divide by the connections.</summary>
    /// <exception cref="InvalidDataException">A request was refused; the message has the answer.</exception>
    public Task<HttpLoadResult> RunAsync(RequestWriter write, long requests, CancellationToken cancellationToken) =>
        StartAsync(write, requests, Timeout.InfiniteTimeSpan, cancellationToken);

    public void Dispose()
    {
        foreach (var connection in _connections)
            connection.Dispose();
    }

    private Task<HttpLoadResult> StartAsync(RequestWriter write, long requests, TimeSpan time, CancellationToken cancellationToken) =>
        Task.Factory.StartNew(
            () => Run(write, requests, time, cancellationToken), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private HttpLoadResult Run(RequestWriter write, long requests, TimeSpan time, CancellationToken cancellationToken)
    {
        var clock = TimeProvider.System;
        var latencies = new List<long>();
        var sent = 0L;
        var started = clock.GetTimestamp();
        var ends = time == Timeout.InfiniteTimeSpan ? long.MaxValue : started + (long)(time.TotalSeconds * clock.TimestampFrequency);
        foreach (var connection in _connections)
            connection.Send(write, sent++);
        var answered = 0L;
        while (sent < requests && clock.GetTimestamp() < ends && !cancellationToken.IsCancellationRequested)
        {
            foreach (var connection in _connections)
            {
                connection.Receive();
                answered++;
                latencies.Add(clock.GetTimestamp() - connection.SentAt);
                connection.Send(write, sent++);
            }
        }

        foreach (var connection in _connections)
            connection.Receive();
        answered += _connections.Length;
        cancellationToken.ThrowIfCancellationRequested();
        var elapsed = clock.GetElapsedTime(started);
        latencies.Sort();
        var medianMs = latencies.Count == 0 ? 0 : latencies[latencies.Count / 2] * 1_000.0 / clock.TimestampFrequency;
        return new HttpLoadResult(answered, elapsed, medianMs);
    }
}
