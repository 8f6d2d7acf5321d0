using Orleans;

namespace Aevrion.Engine.Runtime;

/// <summary>Asks an activation to end.</summary>
internal sealed class DeactivateWorkItem(DeactivationReason reason, bool onlyIfIdle) : WorkItem
{
    public override void Run(Activation activation) => activation.Deactivate(reason, onlyIfIdle);
}
