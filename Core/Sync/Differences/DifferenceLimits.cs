namespace Aevrion.Core.Sync.Differences;

/// <summary>Limits of what a region remembers of how it differs from a peer. It is for people to look at; nothing is repaired by it.</summary>
public static class DifferenceLimits
{
    /// <summary>Nodes of pending events, and nodes that exchanges have found to differ, at most; beyond it they are told by the nodes above them.</summary>
    public const int MaxNodes = 4_096;

    /// <summary>How long a node is remembered after it was repaired, in milliseconds.</summary>
    public const long RepairedForMs = 600_000;
}
