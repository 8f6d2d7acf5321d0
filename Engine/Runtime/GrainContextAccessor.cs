using Orleans.Runtime;

namespace Aevrion.Engine.Runtime;

internal sealed class GrainContextAccessor : IGrainContextAccessor
{
    public IGrainContext GrainContext => RuntimeContext.Current ?? throw new InvalidOperationException(
        "There is no grain here: the calling code does not run in the turn of an activation.");
}
