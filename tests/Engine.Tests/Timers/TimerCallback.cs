namespace Aevrion.Engine.Tests.Timers;

/// <summary>What a timer of the test grain does when it ticks.</summary>
public enum TimerCallback
{
    /// <summary>Notes the tick and where it runs.</summary>
    Note,

    /// <summary>Notes the tick and waits at the probe's gate.</summary>
    WaitAtGate,

    /// <summary>Notes the tick and fails.</summary>
    Fail,

    /// <summary>Notes the tick and disposes of its own timer.</summary>
    StopItself,

    /// <summary>Waits until its token is cancelled, and notes that.</summary>
    WaitForCancellation,
}
