namespace Aevrion.Core.Tree;

/// <summary>A node's place in the time tree.</summary>
/// <param name="Level">0 for a leaf.</param>
/// <param name="Index">Position from the Unix epoch on its level, from 0.</param>
public readonly record struct NodeAddress(int Level, long Index) : IComparable<NodeAddress>
{
    /// <summary>Higher levels first, then by index: the order of the progressive digest.</summary>
    public int CompareTo(NodeAddress other)
    {
        var order = other.Level.CompareTo(Level);
        return order == 0 ? Index.CompareTo(other.Index) : order;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Level}/{Index}";

    public static bool operator <(NodeAddress left, NodeAddress right) => left.CompareTo(right) < 0;

    public static bool operator >(NodeAddress left, NodeAddress right) => left.CompareTo(right) > 0;

    public static bool operator <=(NodeAddress left, NodeAddress right) => left.CompareTo(right) <= 0;

    public static bool operator >=(NodeAddress left, NodeAddress right) => left.CompareTo(right) >= 0;
}
