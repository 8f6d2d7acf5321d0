using System.Net;
using System.Net.Sockets;

namespace Aevrion.Chaos.Links;

/// <summary>
/// What one region dials to reach another: a TCP proxy on this machine that carries bytes as its condition says. It knows nothing of
/// what they mean.
/// </summary>
internal sealed class LinkProxy : IAsyncDisposable
{
    /// <summary>A region dials a few connections; with more than this many open, new ones are reset.</summary>
    private const int MaxConnections = 64;

    private readonly int _targetPort;
    private readonly Random _random;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _accepting;
    private readonly Lock _lock = new();
    private readonly HashSet<CarriedConnection> _open = [];
    private volatile LinkCondition _condition = LinkCondition.Sound;

    /// <param name="from">The region that dials.</param>
    /// <param name="to">The region that is dialled.</param>
    /// <param name="targetPort">Where that listens.</param>
    /// <param name="seed">Draws delays and which bytes are changed.</param>
    public LinkProxy(string from, string to, int targetPort, int seed)
    {
        (From, To, _targetPort, _random) = (from, to, targetPort, new Random(seed));
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string From { get; }

    public string To { get; }

    /// <summary>Where the link begins.</summary>
    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>What it does now; a cut takes effect at once.</summary>
    public LinkCondition Condition
    {
        get => _condition;
        set
        {
            _condition = value;
            if (value.IsCut)
                Reset();
        }
    }

    /// <summary>Loses one end of each open connection without telling the other, which goes on waiting.</summary>
    public void LoseEnds()
    {
        lock (_lock)
        {
            foreach (var connection in _open)
                connection.LoseOneEnd(ofDialler: Draw(2) == 0);
        }
    }

    /// <summary>Resets what is left of connections that lost an end.</summary>
    public void ResetLost()
    {
        lock (_lock)
        {
            foreach (var connection in _open.Where(connection => connection.HasLostAnEnd))
                connection.Reset();
        }
    }

    /// <summary>A number below the limit, drawn from this link's seed.</summary>
    public int Draw(int limit)
    {
        lock (_random)
            return _random.Next(limit);
    }

    public async ValueTask DisposeAsync()
    {
        Condition = new LinkCondition { IsCut = true };
        await _closing.CancelAsync();
        await _accepting;
        _listener.Dispose();
        _closing.Dispose();
    }

    private void Reset()
    {
        lock (_lock)
        {
            foreach (var connection in _open)
                connection.Reset();
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = CarryAsync(await _listener.AcceptSocketAsync(_closing.Token));
        }
        catch (OperationCanceledException)
        {
            // The proxy is being disposed.
        }
    }

    private async Task CarryAsync(Socket dialler)
    {
        using var connection = new CarriedConnection(this, dialler);
        try
        {
            if (TryOpen(connection))
                await connection.CarryAsync(_targetPort, _closing.Token);
        }
        finally
        {
            lock (_lock)
                _open.Remove(connection);
        }
    }

    private bool TryOpen(CarriedConnection connection)
    {
        lock (_lock)
            return !_condition.IsCut && _open.Count < MaxConnections && _open.Add(connection);
    }
}
