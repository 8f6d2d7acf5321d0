using System.Globalization;
using Aevrion.Simulation.Kernel;
using Aevrion.Simulation.Running;
using Aevrion.Simulation.Scenarios;

namespace Aevrion.Simulation.Workload;

/// <summary>The clients of all regions.</summary>
internal sealed class ClientLoad(World world)
{
    private const int MaxBatchLines = 25;
    private const int BatchValueBytes = 8;

    private readonly SeededRandom _random = world.Random.Fork();
    private readonly WorkloadPlan _plan = world.Scenario.Workload;
    private readonly List<ClientWrite> _imports = [];

    /// <summary>Plans all writes of the run.</summary>
    public void Plan()
    {
        for (var planned = 0; planned < _plan.Writes;)
        {
            var burst = Math.Min(_random.Between(1, _plan.Burst), _plan.Writes - planned);
            var region = _random.Below(world.Regions.Count);
            world.Time.After(_random.Between(0, world.Scenario.TroubleMs), () => WriteSome(region, burst));
            planned += burst;
        }

        for (var batch = 0; batch < _plan.Batches; batch++)
        {
            var region = _random.Below(world.Regions.Count);
            world.Time.After(_random.Between(0, world.Scenario.TroubleMs), () => WriteBatch(region));
        }

        for (var twins = 0; twins < world.Scenario.Twins; twins++)
            world.Time.After(_random.Between(0, world.Scenario.TroubleMs), WriteTwins);
    }

    /// <summary>An ordinary write, now; nothing while the region is down.</summary>
    public void Write(int region) => Send(region, new ClientWrite(DrawKey(), DrawValue(), Timestamp: null));

    private void WriteSome(int region, int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (_random.Chance(_plan.ImportShare))
                Import(region);
            else
                Write(region);
        }
    }

    /// <summary>Lines of the time just gone by, and some of long ago. No two are the same event.</summary>
    private void WriteBatch(int region)
    {
        if (world.Regions[region].Process is not { } process)
            return;
        var depthMs = _random.Chance(0.5) ? world.Scenario.Shape.GranularityMs : _plan.ImportDepthMs;
        var lines = Enumerable.Range(0, _random.Between(2, MaxBatchLines)).Select(_ => new ClientWrite(
            DrawKey(), _random.Bytes(BatchValueBytes), Math.Max(0, process.Region.Time.NowMs - _random.Between(0, depthMs))));
        world.Watch(process.Batches.WriteAsync([.. lines]));
    }

    /// <summary>The same event in several regions, at the time of the one whose clock is ahead. What each has seen of the key is up to the links.</summary>
    private void WriteTwins()
    {
        var regions = world.Regions.Where(region => region.Process is not null && _random.Chance(0.7)).ToList();
        if (regions.Count == 0)
            return;
        var twin = new ClientWrite(DrawKey(), DrawValue(), regions.Max(region => region.Time.NowMs));
        foreach (var region in regions)
            Send(region.Index, twin);
    }

    private void Import(int region)
    {
        var import = _imports.Count > 0 && _random.Chance(_plan.TieShare) ? Repeat(_random.Pick(_imports)) : Draw(region);
        _imports.Add(import);
        Send(region, import);
    }

    private ClientWrite Draw(int region)
    {
        var nowMs = world.Regions[region].Time.NowMs;
        return new ClientWrite(DrawKey(), DrawValue(), Math.Max(0, nowMs - _random.Spread(1, _plan.ImportDepthMs)));
    }

    /// <summary>The same event again, or another one of the same key and time.</summary>
    private ClientWrite Repeat(ClientWrite earlier) => _random.Chance(0.5) ? earlier : earlier with { Value = DrawValue() };

    private void Send(int region, ClientWrite write)
    {
        if (world.Regions[region].Process is { } process)
            world.Watch(process.Writer.WriteAsync(write));
    }

    private string DrawKey() =>
        "k" + (_random.Chance(_plan.HotShare) ? 0 : _random.Below(_plan.Keys)).ToString(CultureInfo.InvariantCulture);

    private ReadOnlyMemory<byte>? DrawValue() =>
        _random.Chance(_plan.DeletionShare) ? default(ReadOnlyMemory<byte>?) : _random.Bytes(_random.Between(0, _plan.MaxValueBytes));
}
