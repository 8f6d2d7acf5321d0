using Aevrion.Chaos.Faults;
using Aevrion.Chaos.Regions;
using Aevrion.Chaos.Workload;

namespace Aevrion.Chaos.Running;

/// <summary>What a run is doing just now, for whoever shows it. Written by the run, read by others at any time.</summary>
internal sealed class RunState
{
    private volatile string _phase = "starting regions";
    private volatile RoundHistory? _history;
    private volatile FaultDriver? _faults;
    private volatile IReadOnlyList<ChaosRegion> _regions = [];

    public string Phase
    {
        get => _phase;
        set => _phase = value;
    }

    public RoundHistory? History
    {
        get => _history;
        set => _history = value;
    }

    public FaultDriver? Faults
    {
        get => _faults;
        set => _faults = value;
    }

    public IReadOnlyList<ChaosRegion> Regions
    {
        get => _regions;
        set => _regions = value;
    }

    public RunTotals Totals { get; } = new();
}
