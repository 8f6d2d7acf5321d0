using Aevrion.Silo.Http.Problems;

namespace Aevrion.Silo.Hosting;

/// <summary>Stands between requests and the region: the region that runs, or the reason why none does. Safe for concurrent use.</summary>
internal sealed class RegionGate
{
    private volatile RunningRegion? _region;
    private volatile Problem _reason = ProblemKinds.Starting.With("The region is starting; nothing was done. Try again shortly.");

    /// <summary>The region; null when none runs, and <see cref="Reason"/> says why.</summary>
    public RunningRegion? Region => _region;

    /// <summary>Why no region runs.</summary>
    public Problem Reason => _reason;

    public void Open(RunningRegion region) => _region = region;

    public void Close(Problem reason)
    {
        _reason = reason;
        _region = null;
    }
}
