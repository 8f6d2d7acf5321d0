using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Tree;

namespace Aevrion.Core.Sync.Exchange;

/// <summary>Tree nodes to their wire form and back.</summary>
public static class WireNodes
{
    /// <summary>The nodes as an answer.</summary>
    public static Frame ToAnswer(IReadOnlyList<TreeNode> nodes)
    {
        var answer = new NodesAnswer();
        foreach (var node in nodes)
        {
            answer.Nodes.Add(new Node
            {
                Level = (uint)node.Address.Level,
                Index = (ulong)node.Address.Index,
                Count = (ulong)node.Count,
                Digest = WireHashes.ToWire(node.Digest),
            });
        }

        return new Frame { NodesAnswer = answer };
    }

    /// <summary>Reads an answer and holds the peer to what was asked.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="asked">The ranges that were asked for.</param>
    /// <returns>The nodes, in address order.</returns>
    /// <exception cref="ProtocolViolationException">Nodes out of order, repeated, empty, or not asked for.</exception>
    public static IReadOnlyList<TreeNode> FromAnswer(NodesAnswer answer, IReadOnlyList<NodeRange> asked)
    {
        var nodes = new List<TreeNode>(answer.Nodes.Count);
        var range = 0;
        foreach (var wire in answer.Nodes)
        {
            if (wire.Index > long.MaxValue || wire.Count is 0 or > long.MaxValue || wire.Level > int.MaxValue)
                throw new ProtocolViolationException("A node with an impossible index or count.");

            var address = new NodeAddress((int)wire.Level, (long)wire.Index);
            if (nodes.Count > 0 && address <= nodes[^1].Address)
                throw new ProtocolViolationException("Nodes are not in order.");
            while (range < asked.Count && !asked[range].Contains(address))
                range++;
            if (range == asked.Count)
                throw new ProtocolViolationException($"Node {address} was not asked for.");
            nodes.Add(new TreeNode(address, (long)wire.Count, WireHashes.FromWire(wire.Digest)));
        }

        return nodes;
    }
}
