using Aevrion.Engine.Runtime;
using Orleans.Runtime;

namespace Aevrion.Engine.Timers;

internal sealed class GrainTimer<TState>(
    Activation activation, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options)
    : GrainTimer(activation, options)
{
    protected override Task CallAsync(CancellationToken cancellationToken) => callback(state, cancellationToken);
}
