using Aevrion.Chaos.Regions;

namespace Aevrion.Chaos.Faults;

/// <summary>A clock that is wrong for a while.</summary>
/// <param name="clock">The clock.</param>
/// <param name="stepMs">How far it is ahead, in milliseconds.</param>
internal sealed class SteppedClock(ClockOffset clock, long stepMs) : IFault
{
    public Task StrikeAsync()
    {
        clock.Set(stepMs);
        return Task.CompletedTask;
    }

    public Task HealAsync()
    {
        clock.Set(0);
        return Task.CompletedTask;
    }
}
