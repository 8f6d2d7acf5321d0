namespace Aevrion.Engine.Invocation;

/// <summary>A call of a method that returns <see cref="ValueTask{TResult}"/>.</summary>
internal abstract class ValueTaskRequest<T> : GrainRequest<T>
{
    protected abstract ValueTask<T> Call(object instance);

    protected sealed override void Start(object instance)
    {
        ValueTask<T> running;
        try
        {
            running = Call(instance);
        }
        catch (Exception exception)
        {
            FailAndEnd(exception);
            return;
        }

        if (running.IsCompletedSuccessfully)
            Succeed(running.Result);
        else
            Follow(running.AsTask());
    }

    protected sealed override T ResultOf(Task finished) =>
#pragma warning disable VSTHRD002 // It is completed.
        ((Task<T>)finished).Result;
#pragma warning restore VSTHRD002
}
