using Orleans;

namespace Aevrion.Grains.Interfaces.Keys;

/// <summary>How an operation on the region's data ended.</summary>
[GenerateSerializer]
[Alias("aevrion.operation-status")]
public enum OperationStatus
{
    /// <summary>Done.</summary>
    Done = 0,

    /// <summary>The condition did not hold; nothing was written.</summary>
    PreconditionFailed = 1,

    /// <summary>Too much is waiting; nothing was written. Try again shortly.</summary>
    Overloaded = 2,

    /// <summary>The region's database does not answer. Of a write, the outcome is unknown.</summary>
    Unavailable = 3,

    /// <summary>A batch with the same key and another content was applied before; nothing was written.</summary>
    KeyReused = 4,

    /// <summary>The events of a batch name more regions than there can be; nothing was written.</summary>
    TooManyOrigins = 5,
}
