using Orleans.Concurrency;

namespace Aevrion.Engine.Timers;

/// <summary>What a timer's call looks like to the activation: a method that waits its turn and one that does not.</summary>
internal interface IGrainTimerTick
{
    Task Tick();

    [AlwaysInterleave]
    Task TickInterleaved();
}
