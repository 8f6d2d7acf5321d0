namespace Aevrion.Engine.Invocation;

/// <summary>A call of a method that returns <see cref="Task{TResult}"/>.</summary>
internal abstract class TaskRequest<T> : GrainRequest<T>
{
    protected abstract Task<T> Call(object instance);

    protected sealed override void Start(object instance)
    {
        Task<T> running;
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

    protected sealed override T ResultOf(Task finished) =>
#pragma warning disable VSTHRD002 // It is completed.
        ((Task<T>)finished).Result;
#pragma warning restore VSTHRD002
}
