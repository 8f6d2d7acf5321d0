namespace Aevrion.Engine.Runtime;

/// <summary>Something that an activation does in one turn. It is in at most one mailbox or list at a time, linked through itself.</summary>
internal abstract class WorkItem
{
    /// <summary>Belongs to whatever queue holds the item.</summary>
    public WorkItem? Next { get; set; }

    /// <summary>Called on the activation's scheduler.</summary>
    public abstract void Run(Activation activation);
}
