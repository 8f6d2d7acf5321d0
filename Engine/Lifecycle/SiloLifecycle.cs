using Orleans.Runtime;

namespace Aevrion.Engine.Lifecycle;

internal sealed class SiloLifecycle : StagedLifecycle, ISiloLifecycle
{
    public int HighestCompletedStage { get; private set; } = int.MinValue;

    public int LowestStoppedStage { get; private set; } = int.MaxValue;

    protected override void OnStageStarted(int stage) => HighestCompletedStage = stage;

    protected override void OnStageStopped(int stage) => LowestStoppedStage = stage;
}
