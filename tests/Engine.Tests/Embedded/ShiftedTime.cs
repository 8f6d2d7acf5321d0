namespace Aevrion.Engine.Tests.Embedded;

/// <summary>The system's time, put forward at will. Timers run as ever.</summary>
public sealed class ShiftedTime : TimeProvider
{
    private long _shiftTicks;

    public void PutForward(TimeSpan by) => Interlocked.Add(ref _shiftTicks, by.Ticks);

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref _shiftTicks));
}
