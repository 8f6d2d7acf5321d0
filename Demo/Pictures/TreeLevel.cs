namespace Aevrion.Demo.Pictures;

/// <summary>One level of two trees.</summary>
/// <param name="Level">0 are the leaves.</param>
/// <param name="SpanMs">The time a node spans, in milliseconds.</param>
/// <param name="Nodes">The nodes that either tree has, in the order of time.</param>
internal sealed record TreeLevel(int Level, double SpanMs, IReadOnlyList<NodeState> Nodes)
{
    public int DifferingCount => Nodes.Count(node => node != NodeState.Equal);
}
