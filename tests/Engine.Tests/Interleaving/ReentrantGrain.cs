using Orleans.Concurrency;

namespace Aevrion.Engine.Tests.Interleaving;

[Reentrant]
public sealed class ReentrantGrain : InterleavingGrainBase, IReentrantGrain
{
    private const int Spins = 20_000;

    public async Task Spin()
    {
        SpinInside();
        await Task.Yield();
        SpinInside();
    }

    private void SpinInside()
    {
        Probe.Enter();
        Thread.SpinWait(Spins);
        Probe.Leave();
    }
}
