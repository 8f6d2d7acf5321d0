using Aevrion.Engine.Tests.Probing;
using Orleans;
using Orleans.Runtime;

namespace Aevrion.Engine.Tests.Timers;

public sealed class TimerGrain : Grain, ITimerGrain
{
    private TaskScheduler? _own;
    private IGrainTimer? _timer;

    private Probe Probe => Probe.Of(this.GetPrimaryKeyString());

    public Task Start(int dueMs, int periodMs, TimerCallback callback, bool interleave)
    {
        _own = TaskScheduler.Current;
        _timer = this.RegisterGrainTimer(
            static (call, token) => call.Grain.Tick(call.Callback, token),
            (Grain: this, Callback: callback),
            new GrainTimerCreationOptions(Time(dueMs), Time(periodMs)) { Interleave = interleave });
        return Task.CompletedTask;
    }

    public Task Change(int dueMs, int periodMs)
    {
        _timer!.Change(Time(dueMs), Time(periodMs));
        return Task.CompletedTask;
    }

    public Task Stop()
    {
        _timer!.Dispose();
        return Task.CompletedTask;
    }

    public async Task WaitAtGate(string gate)
    {
        Probe.Note("request began");
        await Probe.Of(gate).Gate;
        Probe.Note("request ended");
    }

    public async Task StartAndWaitAtGate(int dueMs, string gate)
    {
        await Start(dueMs, Timeout.Infinite, TimerCallback.Note, interleave: false);
        await WaitAtGate(gate);
    }

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    private static TimeSpan Time(int milliseconds) =>
        milliseconds < 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromMilliseconds(milliseconds);

    private async Task Tick(TimerCallback callback, CancellationToken cancellationToken)
    {
        Probe.Note(TaskScheduler.Current == _own ? "tick" : "tick elsewhere");
        switch (callback)
        {
            case TimerCallback.WaitAtGate:
                await Probe.Gate;
                break;
            case TimerCallback.Fail:
                throw new NotSupportedException("This timer fails.");
            case TimerCallback.StopItself:
                _timer!.Dispose();
                break;
            case TimerCallback.WaitForCancellation:
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(
                    ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
                Probe.Note("cancelled");
                break;
        }
    }
}
