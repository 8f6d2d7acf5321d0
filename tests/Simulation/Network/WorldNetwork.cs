using Aevrion.Simulation.Kernel;
using Aevrion.Simulation.Scenarios;

namespace Aevrion.Simulation.Network;

/// <summary>The network between the regions, and what is wrong with it.</summary>
internal sealed class WorldNetwork
{
    private const long RetryMs = 500;

    private readonly VirtualTime _time;
    private readonly FaultPlan _faults;
    private readonly SeededRandom _random;
    private readonly Direction[,] _directions;
    private readonly List<Connection> _open = [];

    public WorldNetwork(VirtualTime time, Scenario scenario, SeededRandom random)
    {
        _time = time;
        _faults = scenario.Faults;
        _random = random;
        var regions = scenario.Topology.Regions;
        _directions = new Direction[regions, regions];
        for (var i = 0; i < regions; i++)
        {
            for (var j = 0; j < regions; j++)
                _directions[i, j] = new Direction();
        }
    }

    /// <summary>False once everything is healed: then frames are only delayed.</summary>
    public bool IsTroubled { get; set; } = true;

    /// <summary>Changes frames on their way, as a lying region does; answers null to leave a frame out.</summary>
    public Func<int, byte[], IEnumerable<byte[]>>? Tamper { get; set; }

    /// <summary>Connections that no side has ended.</summary>
    public IReadOnlyList<Connection> Open
    {
        get
        {
            _open.RemoveAll(connection => !connection.IsOpen);
            return _open;
        }
    }

    public Direction Way(int from, int to) => _directions[from, to];

    /// <summary>Makes a connection known.</summary>
    public Connection Create(int dialler, int listener)
    {
        var connection = new Connection(this, dialler, listener);
        _open.Add(connection);
        return connection;
    }

    /// <summary>The time the next frame takes.</summary>
    public long DrawDelayMs(int from, int to) =>
        _faults.LatencyMs + (_faults.JitterMs == 0 ? 0 : _random.Between(0L, _faults.JitterMs)) + Way(from, to).ExtraDelayMs;

    /// <summary>Carries a frame, or loses it, or more than that.</summary>
    public void Carry(Connection connection, int from, int to, byte[] frame, Action<byte[]> arrives, ref long lastArrivalMs)
    {
        if (IsTroubled && _random.Chance(_faults.CutAtFrame))
        {
            connection.Cut();
            return;
        }

        var way = Way(from, to);
        foreach (var sent in Tamper?.Invoke(from, frame) ?? [frame])
        {
            if (way.IsBlocked || (way.IsBad && _random.Chance(_faults.Loss)))
                continue;
            var arrivalMs = Math.Max(lastArrivalMs, _time.NowMs + DrawDelayMs(from, to));
            if (way.IsBad && _random.Chance(_faults.Duplication))
                Deliver(connection, sent, arrives, arrivalMs);
            if (way.IsBad && _random.Chance(_faults.Reordering))
                arrivalMs += _random.Between(1L, FaultPlan.MaxReorderingMs);
            else
                lastArrivalMs = arrivalMs;
            Deliver(connection, sent, arrives, arrivalMs);
        }
    }

    /// <summary>Word of a connection's end: behind the frames sent before, and not through a partition.</summary>
    public void Tell(int from, int to, Action arrives, long notBeforeMs)
    {
        if (Way(from, to).IsBlocked)
            _time.After(RetryMs, () => Tell(from, to, arrives, notBeforeMs));
        else
            _time.After(Math.Max(notBeforeMs - _time.NowMs, DrawDelayMs(from, to)), arrives);
    }

    private void Deliver(Connection connection, byte[] frame, Action<byte[]> arrives, long atMs) =>
        _time.After(atMs - _time.NowMs, () => arrives(frame));
}
