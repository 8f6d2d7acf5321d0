namespace Orleans.Runtime;

/// <summary>Tells which silos there are.</summary>
public interface ISiloStatusOracle
{
    /// <summary>The silos known, or only those that are active.</summary>
    Dictionary<SiloAddress, SiloStatus> GetApproximateSiloStatuses(bool onlyActive = false);
}
