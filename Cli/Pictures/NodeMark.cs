namespace Aevrion.Cli.Pictures;

/// <summary>How a node stands with a peer, the most important first.</summary>
internal enum NodeMark
{
    /// <summary>An exchange has found it to differ.</summary>
    Differs = 0,

    /// <summary>It has events that the peer has not acknowledged.</summary>
    Pending = 1,

    /// <summary>It was found to differ, and equal since.</summary>
    Repaired = 2,
}
