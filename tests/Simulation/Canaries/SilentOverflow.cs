using Aevrion.Simulation.Regions;

namespace Aevrion.Simulation.Canaries;

/// <summary>A full outbox drops events and asks for nothing.</summary>
internal sealed class SilentOverflow : Canary
{
    /// <inheritdoc/>
    public override void OnOverflow(LinkSchedule schedule)
    {
        // What should have been asked for here is what is broken.
    }
}
