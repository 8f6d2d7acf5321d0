using Orleans;

namespace Aevrion.Engine.Tests.Timers;

/// <summary>Times are in milliseconds; a negative one is infinite.</summary>
public interface ITimerGrain : IGrainWithStringKey
{
    Task Start(int dueMs, int periodMs, TimerCallback callback, bool interleave);

    Task Change(int dueMs, int periodMs);

    Task Stop();

    /// <summary>Waits at the gate of another probe.</summary>
    Task WaitAtGate(string gate);

    /// <summary>Starts a timer that ticks once, then waits at the gate of another probe.</summary>
    Task StartAndWaitAtGate(int dueMs, string gate);

    Task Leave();
}
