using Aevrion.Core.Tree;
using Aevrion.Simulation.Regions;

namespace Aevrion.Simulation.Canaries;

/// <summary>A digest once kept is taken for valid whatever came in since: the dirty flag is lost.</summary>
internal sealed class StaleDigestsValid : Canary
{
    /// <inheritdoc/>
    public override IRegionStore CreateStore(TreeShape shape) => new ForgetfulStore(shape);
}
