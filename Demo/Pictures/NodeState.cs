namespace Aevrion.Demo.Pictures;

/// <summary>What comparing one node of the time tree tells, from the least to the most remarkable.</summary>
internal enum NodeState
{
    Equal,
    OnlyFirst,
    OnlySecond,
    Different,
}
