using System.Diagnostics;
using Orleans.Runtime;

namespace Aevrion.Engine.Runtime;

/// <summary>
/// The mailbox of one activation and the task scheduler on which everything in it runs, one item at a time. Items are pushed onto a
/// lock-free stack; the thread that runs the activation takes the whole stack, reverses it and so serves in order of arrival.
/// An idle activation holds no queue memory and no thread.
/// </summary>
internal sealed class ActivationScheduler(Activation activation) : TaskScheduler, IThreadPoolWorkItem
{
    /// <summary>Items served before the thread is given back to the pool, so that one busy activation does not starve the others.</summary>
    internal const int MaxItemsPerTurn = 256;

    /// <summary>On top of the stack while a thread runs the activation: "running, nothing new".</summary>
    private static readonly WorkItem Running = new TaskWorkItem(Task.CompletedTask);

    /// <summary>Null: idle. <see cref="Running"/>, or an item with others below it: scheduled.</summary>
    private WorkItem? _arrived;

    /// <summary>Taken from the stack and not served yet, oldest first; only for the thread that runs the activation.</summary>
    private WorkItem? _taken;

    public override int MaximumConcurrencyLevel => 1;

    public void Post(WorkItem item)
    {
        WorkItem? below;
        do
        {
            below = Volatile.Read(ref _arrived);
            item.Next = below;
        }
        while (Interlocked.CompareExchange(ref _arrived, item, below) != below);

        if (below is null)
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
    }

    /// <summary>Runs a task of this scheduler. Only on the thread that runs the activation.</summary>
    public void Execute(Task task) => TryExecuteTask(task);

    void IThreadPoolWorkItem.Execute()
    {
        var before = RuntimeContext.Enter(activation);
        try
        {
            // As a task of this scheduler, so that TaskScheduler.Current is this one in grain code and awaits come back here.
            var turns = new Task(static scheduler => ((ActivationScheduler)scheduler!).ServeItems(), this);
            turns.RunSynchronously(this);
            if (turns.Exception is { } bug)
                activation.Silo.Log.TurnFailed(bug, activation.GrainId);
        }
        finally
        {
            RuntimeContext.Enter(before);
        }

        if (_taken is not null || Interlocked.CompareExchange(ref _arrived, null, Running) != Running)
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    protected override void QueueTask(Task task) => Post(new TaskWorkItem(task));

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && ReferenceEquals(RuntimeContext.Current, activation) && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => [];

    private void ServeItems()
    {
        for (var served = 0; served < MaxItemsPerTurn; served++)
        {
            var item = _taken ??= TakeArrived();
            if (item is null)
                return;
            _taken = item.Next;
            item.Next = null;
            item.Run(activation);
        }
    }

    private WorkItem? TakeArrived()
    {
        var newest = Interlocked.Exchange(ref _arrived, Running);
        Debug.Assert(newest is not null, "The mailbox is served although it is not scheduled.");
        WorkItem? oldest = null;
        while (newest is not null && newest != Running)
        {
            var below = newest.Next;
            newest.Next = oldest;
            oldest = newest;
            newest = below;
        }

        return oldest;
    }
}
