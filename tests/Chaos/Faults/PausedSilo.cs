using Aevrion.Chaos.Regions;

namespace Aevrion.Chaos.Faults;

/// <summary>A silo that stands still for a while, as in a virtual machine that is moved.</summary>
/// <param name="silo">The silo.</param>
internal sealed class PausedSilo(SiloProcess silo) : IFault
{
    public Task StrikeAsync()
    {
        silo.Pause();
        return Task.CompletedTask;
    }

    public Task HealAsync()
    {
        silo.Continue();
        return Task.CompletedTask;
    }
}
