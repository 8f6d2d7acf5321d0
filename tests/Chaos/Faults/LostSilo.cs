using Aevrion.Chaos.Regions;

namespace Aevrion.Chaos.Faults;

/// <summary>A silo that is not there for a while.</summary>
/// <param name="silo">The silo.</param>
/// <param name="isAsked">Whether it is asked to stop; otherwise it is killed.</param>
internal sealed class LostSilo(SiloProcess silo, bool isAsked) : IFault
{
    public Task StrikeAsync() => isAsked ? silo.StopAsync() : silo.KillAsync();

    public Task HealAsync() => silo.StartAsync();
}
