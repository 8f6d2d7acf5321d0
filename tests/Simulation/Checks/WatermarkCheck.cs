using Aevrion.Core.Events;
using Aevrion.Simulation.Kernel;
using Aevrion.Simulation.Regions;
using Aevrion.Simulation.Running;

namespace Aevrion.Simulation.Checks;

/// <summary>
/// Holds every claim of a watermark against what all regions hold at that moment: everything older in the claiming region is in all
/// of them, and they hold nothing older that it lacks, imports that it has not learnt of excepted. A claim moves back only when an
/// import older than what the region had proven was made somewhere.
/// </summary>
internal sealed class WatermarkCheck(World world)
{
    private readonly long?[] _claims = new long?[world.Scenario.Topology.Regions];
    private readonly long[] _highest = new long[world.Scenario.Topology.Regions];
    private readonly long[] _proven = new long[world.Scenario.Topology.Regions];
    private readonly int[] _seen = new int[world.Scenario.Topology.Regions];
    private long _oldestImport = long.MaxValue;

    /// <summary>What a region claims now: milliseconds since the Unix epoch; null for nothing.</summary>
    public long? Of(int region) => _claims[region];

    /// <summary>A region claims a watermark, or none any more.</summary>
    public void OnClaim(SimulatedRegion region, long? watermark)
    {
        if (_claims[region.Index] == watermark)
            return;
        _claims[region.Index] = watermark;
        world.Step(StepKind.Watermark, region.Index, watermark ?? -1, () => $"{region.Name} claims {watermark?.ToString() ?? "nothing"}");
        if (watermark is not { } claim || world.Scenario.Liar is not null)
            return;
        CheckBack(region, claim);
        CheckTruth(region, claim);
    }

    /// <summary>
    /// A region has proven and kept this, though it may claim less while events older than it are being made durable. When it dies before it
    /// has taken note of those, it only finds out that they lie below some digest, and takes back all down to the digest before.
    /// </summary>
    public void OnProven(SimulatedRegion region, long watermark) => _proven[region.Index] = Math.Max(_proven[region.Index], watermark);

    /// <summary>The process that claimed is gone: what it claimed is to be claimed again, not less.</summary>
    public void OnDeath(SimulatedRegion region) => _claims[region.Index] = null;

    /// <summary>A region has events that it did not have.</summary>
    public void OnCommitted(SimulatedRegion region)
    {
        if (world.Scenario.Liar is not null)
            return;
        for (; _seen[region.Index] < region.Ledger.Count; _seen[region.Index]++)
        {
            var item = region.Ledger.Events[_seen[region.Index]];
            if (world.History.IsImport(item.Stamp))
                _oldestImport = Math.Min(_oldestImport, item.Timestamp);
            else
                CheckOthers(region, item);
        }
    }

    /// <summary>A region's memory has taken note of a new event: it claims nothing beyond it that it has not proven since.</summary>
    public void OnObserved(SimulatedRegion region, long timestamp)
    {
        if (timestamp < _claims[region.Index])
            world.Fail("A watermark never claims too much", $"{region.Name} claims {_claims[region.Index]} after a new event dated {timestamp}");
    }

    private void CheckOthers(SimulatedRegion region, Event item)
    {
        for (var other = 0; other < _claims.Length; other++)
        {
            if (item.Timestamp < _claims[other])
            {
                world.Fail(
                    "A watermark never claims too much",
                    $"{SimulatedRegion.NameOf(other)} claims {_claims[other]}, and {region.Name} only now gets {item}");
            }
        }
    }

    private void CheckBack(SimulatedRegion region, long claim)
    {
        var index = region.Index;
        if (claim < _highest[index] && _oldestImport >= Math.Max(_highest[index], _proven[index]))
            world.Fail("A watermark moves back only for an import", $"{region.Name} claims {claim} after {_highest[index]}");
        _highest[index] = Math.Max(_highest[index], claim);
    }

    private void CheckTruth(SimulatedRegion region, long claim)
    {
        bool IsKnown(Event item) => !world.History.IsImport(item.Stamp) || region.HasLearnt(item.Stamp);
        var own = region.Ledger.Below(claim, IsKnown);
        foreach (var other in world.Regions)
        {
            var theirs = other.Ledger.Below(claim, IsKnown);
            if (theirs != own)
            {
                world.Fail(
                    "A watermark never claims too much",
                    $"{region.Name} claims {claim} with {own.Count} events before it; {other.Name} has {theirs.Count}");
            }
        }
    }
}
