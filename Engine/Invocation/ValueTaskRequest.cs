namespace Aevrion.Engine.Invocation;

/// <summary>A call of a method that returns <see cref="ValueTask"/>.</summary>
internal abstract class ValueTaskRequest : GrainRequest<Nothing>
{
    protected abstract ValueTask Call(object instance);

    protected sealed override void Start(object instance)
    {
        ValueTask running;
        try
        {
            running = Call(instance);
        }
        catch (Exception exception)
        {
            FailAndEnd(exception);
            return;
        }

        Follow(running.AsTask());
    }

    protected sealed override Nothing ResultOf(Task finished) => default;
}
