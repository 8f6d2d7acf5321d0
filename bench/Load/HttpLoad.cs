using System.Net;
using System.Net.Sockets;

namespace Aevrion.Bench.Load;

/// <summary>
/// A load of HTTP/1.1 requests that takes as little of the shared processor as may be: one thread, little more than two system calls a
/// request. Each connection has one request in flight; whichever is answered sends its next request at once.
/// </summary>
internal sealed class HttpLoad : IDisposable
{
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(30);

    private readonly HttpLoadConnection[] _connections;
    private readonly Dictionary<Socket, HttpLoadConnection> _bySocket = [];
    private readonly List<Socket> _readable = [];

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
            _bySocket.Add(socket, _connections[i]);
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

    /// <summary>Waits for answers; those connections that have one, or the only one there is.</summary>
    private IEnumerable<HttpLoadConnection> Answered()
    {
        if (_connections.Length == 1)
            return _connections;
        _readable.Clear();
        _readable.AddRange(_bySocket.Keys);
        Socket.Select(_readable, null, null, AnswerTimeout);
        return _readable.Count > 0
            ? _readable.Select(socket => _bySocket[socket])
            : throw new InvalidDataException($"The server answered nothing for {AnswerTimeout.TotalSeconds} seconds.");
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
            foreach (var connection in Answered())
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
