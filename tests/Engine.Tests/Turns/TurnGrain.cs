using Aevrion.Engine.Tests.Probing;
using Orleans;
using Orleans.Runtime;

namespace Aevrion.Engine.Tests.Turns;

public sealed class TurnGrain : Grain, ITurnGrain
{
    private int _total;

    private Probe Probe => Probe.Of(this.GetPrimaryKeyString());

    public async Task PassThrough()
    {
        Probe.Enter();
        await Task.Yield();
        await Task.Delay(1);
        Probe.Leave();
    }

    public async Task AddSlowly()
    {
        var before = _total;
        await Task.Yield();
        _total = before + 1;
    }

    public ValueTask<int> Total() => ValueTask.FromResult(_total);

    public async Task WaitAtGate(string name)
    {
        Probe.Note($"{name} began");
        await Probe.Gate;
        Probe.Note($"{name} ended");
    }

    public Task Note(string name)
    {
        Probe.Note(name);
        return Task.CompletedTask;
    }

    public async Task<SchedulersSeen> SeeSchedulers()
    {
        var own = TaskScheduler.Current;
        await Task.Delay(1);
        var afterAwait = TaskScheduler.Current;
        var started = await Task.Factory.StartNew(
            () => TaskScheduler.Current, CancellationToken.None, TaskCreationOptions.None, TaskScheduler.Current);
        var pool = await Task.Run(() => TaskScheduler.Current);
        return new SchedulersSeen(own != TaskScheduler.Default, afterAwait == own, started == own, pool == own);
    }

    public async Task CallAround(string over, bool allowReentrancy)
    {
        using var section = allowReentrancy ? RequestContext.AllowCallChainReentrancy() : RequestContext.SuppressCallChainReentrancy();
        await GrainFactory.GetGrain<ITurnGrain>(over).CallBack(this.GetPrimaryKeyString());
    }

    public Task CallBack(string back) => GrainFactory.GetGrain<ITurnGrain>(back).Note("called back");
}
