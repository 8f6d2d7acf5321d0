namespace Aevrion.Engine.Invocation;

/// <summary>A call of a method that returns <see cref="Task"/>.</summary>
internal abstract class TaskRequest : GrainRequest<Nothing>
{
    protected abstract Task Call(object instance);

    protected sealed override void Start(object instance)
    {
        Task running;
        try
        {
            running = Call(instance);
        }
        catch (Exception exception)
        {
            FailAndEnd(exception);
            return;
        }

        Follow(running);
    }

    protected sealed override Nothing ResultOf(Task finished) => default;
}
