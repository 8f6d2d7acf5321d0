using System.Buffers.Binary;
using System.Numerics;
using Aevrion.Core.Reconciliation;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Tree;
using Google.Protobuf;

namespace Aevrion.Core.Sync.Exchange;

/// <summary>
/// Nodes that both sides of an exchange know the order of, so that digests of them travel without their addresses.
/// </summary>
/// <param name="ranges">The nodes, disjoint and in <see cref="NodeAddress"/> order.</param>
public sealed class NodeSequence(IReadOnlyList<NodeRange> ranges)
{
    private readonly int _length = checked((int)ranges.Sum(range => range.End - range.First));

    /// <summary>The salted digests of those of the nodes that are not empty.</summary>
    /// <param name="scheme">Holds the salt.</param>
    /// <param name="nodes">The non-empty nodes of the sequence, in its order.</param>
    public NodeDigests ToWire(SketchScheme scheme, IReadOnlyList<TreeNode> nodes)
    {
        var present = new byte[(_length + 7) / 8];
        var digests = new byte[nodes.Count * ProtocolLimits.ItemBytes];
        var node = 0;
        foreach (var (address, place) in Addresses())
        {
            if (node == nodes.Count || nodes[node].Address != address)
                continue;
            present[place >> 3] |= (byte)(1 << (place & 7));
            BinaryPrimitives.WriteUInt64LittleEndian(
                digests.AsSpan(node * ProtocolLimits.ItemBytes), SaltedItems.OfNode(scheme, nodes[node].Digest));
            node++;
        }

        if (node < nodes.Count)
            throw new ArgumentException($"Node {nodes[node].Address} is not of the sequence, or not in its order.", nameof(nodes));
        return new NodeDigests { Present = UnsafeByteOperations.UnsafeWrap(present), Digests = UnsafeByteOperations.UnsafeWrap(digests) };
    }

    /// <summary>The nodes that only one side has, or that have different digests, in the order of the sequence.</summary>
    /// <param name="scheme">Holds the salt.</param>
    /// <param name="local">This side's non-empty nodes of the sequence, in its order.</param>
    /// <param name="remote">The peer's.</param>
    /// <exception cref="ProtocolViolationException">The peer's digests do not fit the sequence.</exception>
    public IReadOnlyList<DifferingNode> Compare(SketchScheme scheme, IReadOnlyList<TreeNode> local, NodeDigests remote)
    {
        var present = remote.Present.Span;
        var digests = remote.Digests.Span;
        Check(present, digests);
        var differing = new List<DifferingNode>();
        var (here, there) = (0, 0);
        foreach (var (address, place) in Addresses())
        {
            var isHere = here < local.Count && local[here].Address == address;
            var isThere = (present[place >> 3] & (1 << (place & 7))) != 0;
            var differs = isHere != isThere || (isHere
                && SaltedItems.OfNode(scheme, local[here].Digest)
                    != BinaryPrimitives.ReadUInt64LittleEndian(digests[(there * ProtocolLimits.ItemBytes)..]));
            if (differs)
                differing.Add(new DifferingNode(address, isHere ? local[here].Count : 0, isThere));
            here += isHere ? 1 : 0;
            there += isThere ? 1 : 0;
        }

        return differing;
    }

    private void Check(ReadOnlySpan<byte> present, ReadOnlySpan<byte> digests)
    {
        var count = 0;
        foreach (var bits in present)
            count += BitOperations.PopCount(bits);
        var spare = (8 * present.Length) - _length;
        if (present.Length != (_length + 7) / 8
            || (spare > 0 && present[^1] >> (8 - spare) != 0)
            || digests.Length != count * ProtocolLimits.ItemBytes)
        {
            throw new ProtocolViolationException("The digests do not fit the nodes asked for.");
        }
    }

    private IEnumerable<(NodeAddress Address, int Place)> Addresses()
    {
        var place = 0;
        foreach (var range in ranges)
        {
            for (var index = range.First; index < range.End; index++)
                yield return (new NodeAddress(range.Level, index), place++);
        }
    }
}
