using System.Diagnostics;

namespace Aevrion.Engine.Invocation;

/// <summary>A call with a result. Proxies derive one class from this for each method, which holds the arguments and makes the call.</summary>
internal abstract class GrainRequest<T> : GrainRequest
{
    private static readonly bool ResultCrosses = Crossing.Concerns(typeof(T));

    private TaskCompletionSource<T>? _answer;
    private Task? _running;
    private bool _failed;

    public override bool IsAnswered => _answer?.Task.IsCompleted ?? _failed;

    /// <summary>Makes the task that the caller awaits. Not called for one-way methods, whose callers await nothing.</summary>
    public Task<T> ExpectAnswer()
    {
        // Callers continue on their own thread or activation, never inside the callee's turn.
        _answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        return _answer.Task;
    }

    public sealed override void Fail(Exception failure)
    {
        _failed = true;
        var first = failure is OperationCanceledException cancelled
            ? _answer?.TrySetCanceled(cancelled.CancellationToken)
            : _answer?.TrySetException(failure);
        if (first != false)
            Answered();
    }

    /// <summary>What a finished task of the method holds.</summary>
    protected abstract T ResultOf(Task finished);

    protected void Succeed(T result)
    {
        if (ResultCrosses)
            result = Crossing.AsReference(result);
        if (_answer?.TrySetResult(result) != false)
            Answered();
        End(null);
    }

    protected void FailAndEnd(Exception failure)
    {
        Fail(failure);
        End(failure);
    }

    /// <summary>Follows the grain's own task to its end.</summary>
    protected void Follow(Task? running)
    {
        if (running is null)
        {
            FailAndEnd(new InvalidOperationException($"{this} returned null instead of a task."));
            return;
        }

        _running = running;
        if (running.IsCompleted)
            OnRunningCompleted();
        else
            running.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(OnRunningCompleted);
    }

    private void OnRunningCompleted()
    {
        var finished = _running!;
        if (finished.IsCompletedSuccessfully)
            Succeed(ResultOf(finished));
        else
            FailAndEnd(finished.IsFaulted ? finished.Exception!.InnerException! : CancellationOf(finished));
    }

    private static OperationCanceledException CancellationOf(Task cancelled)
    {
        try
        {
#pragma warning disable VSTHRD002 // It is completed; awaiting is what makes it throw.
            cancelled.GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
            throw new UnreachableException();
        }
        catch (OperationCanceledException exception)
        {
            return exception;
        }
    }
}
