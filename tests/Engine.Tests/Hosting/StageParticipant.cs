using Aevrion.Engine.Tests.Probing;
using Orleans;
using Orleans.Runtime;

namespace Aevrion.Engine.Tests.Hosting;

internal sealed class StageParticipant(Probe probe, int stage) : ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(StageParticipant),
        stage,
        _ =>
        {
            probe.Note($"start {stage}");
            return Task.CompletedTask;
        },
        _ =>
        {
            probe.Note($"stop {stage}");
            return Task.CompletedTask;
        });
}
