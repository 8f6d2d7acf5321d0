using Aevrion.Core.Sync.Frontiers;

namespace Aevrion.Simulation.Canaries;

/// <summary>A watermark stands, whatever late events come in.</summary>
internal sealed class WatermarkIgnoresImports : Canary
{
    /// <inheritdoc/>
    public override void OnAdmitted(FrontierBook book, LateAdmission oldest, long nowMs)
    {
        // What should have been told here is what is broken.
    }
}
