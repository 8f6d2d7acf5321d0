namespace Aevrion.Engine.Runtime;

/// <summary>A task queued to an activation's scheduler: the continuation of an await, mostly.</summary>
internal sealed class TaskWorkItem(Task task) : WorkItem
{
    public override void Run(Activation activation) => activation.Scheduler.Execute(task);
}
