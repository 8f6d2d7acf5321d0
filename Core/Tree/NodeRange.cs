namespace Aevrion.Core.Tree;

/// <summary>Neighbouring nodes of one level.</summary>
/// <param name="Level">0 for leaves.</param>
/// <param name="First">Index of the first.</param>
/// <param name="End">One past the index of the last.</param>
public readonly record struct NodeRange(int Level, long First, long End)
{
    /// <summary>True when the node lies in the range.</summary>
    public bool Contains(NodeAddress node) => node.Level == Level && node.Index >= First && node.Index < End;
}
