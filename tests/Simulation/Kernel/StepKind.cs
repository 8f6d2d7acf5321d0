namespace Aevrion.Simulation.Kernel;

/// <summary>What a step is; steps are counted and make up the trace.</summary>
internal enum StepKind
{
    /// <summary>A frame came off a connection.</summary>
    Frame,

    /// <summary>An effect of a machine was performed.</summary>
    Effect,

    /// <summary>A client's write was answered, or failed.</summary>
    Write,

    /// <summary>A transaction became durable.</summary>
    Commit,

    /// <summary>A connection was opened, refused or ended.</summary>
    Connection,

    /// <summary>An exchange ended.</summary>
    Exchange,

    /// <summary>A region claimed a watermark.</summary>
    Watermark,

    /// <summary>Something was broken or healed.</summary>
    Fault,
}
