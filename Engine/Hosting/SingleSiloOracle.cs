using Orleans.Runtime;

namespace Aevrion.Engine.Hosting;

/// <summary>One process is all there is, by design.</summary>
internal sealed class SingleSiloOracle(ILocalSiloDetails silo) : ISiloStatusOracle
{
    public Dictionary<SiloAddress, SiloStatus> GetApproximateSiloStatuses(bool onlyActive = false) =>
        new() { [silo.SiloAddress] = SiloStatus.Active };
}
