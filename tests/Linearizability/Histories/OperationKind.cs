namespace Aevrion.Linearizability.Histories;

/// <summary>What a client asked of a register.</summary>
public enum OperationKind
{
    /// <summary>To tell what stands.</summary>
    Read = 0,

    /// <summary>To let a value stand.</summary>
    Put = 1,

    /// <summary>To let nothing stand.</summary>
    Delete = 2,
}
