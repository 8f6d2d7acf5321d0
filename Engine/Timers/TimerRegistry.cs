using Aevrion.Engine.Runtime;
using Orleans.Runtime;
using Orleans.Timers;

namespace Aevrion.Engine.Timers;

internal sealed class TimerRegistry : ITimerRegistry
{
    public IGrainTimer RegisterGrainTimer<TState>(
        IGrainContext grainContext, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options)
    {
        ArgumentNullException.ThrowIfNull(callback);
        if (grainContext is not Activation activation)
            throw new ArgumentException("The context is not one of this engine's activations.", nameof(grainContext));
        if (RuntimeContext.Current != activation)
            throw new InvalidOperationException($"A timer of {activation.GrainId} can be registered in the grain's own turns only.");
        return new GrainTimer<TState>(activation, callback, state, options);
    }
}
