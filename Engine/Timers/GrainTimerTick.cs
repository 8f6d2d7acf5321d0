using Aevrion.Engine.Invocation;

namespace Aevrion.Engine.Timers;

/// <summary>One call of a timer, queued to its activation like a request. Nobody waits for it and it dies with the activation.</summary>
internal sealed class GrainTimerTick : TaskRequest
{
    private static readonly GrainMethod InTurn = new(typeof(IGrainTimerTick), typeof(IGrainTimerTick).GetMethod(nameof(IGrainTimerTick.Tick))!);

    private static readonly GrainMethod Interleaved =
        new(typeof(IGrainTimerTick), typeof(IGrainTimerTick).GetMethod(nameof(IGrainTimerTick.TickInterleaved))!);

    private readonly GrainTimer _timer;

    public GrainTimerTick(GrainTimer timer)
    {
        _timer = timer;
        Method = timer.Interleaves ? Interleaved : InTurn;
        Target = timer.Activation.GrainReference;
    }

    public override bool KeepsAlive => _timer.KeepsAlive;

    public override bool IsLocal => true;

    protected override Task Call(object instance) => _timer.TickAsync();
}
