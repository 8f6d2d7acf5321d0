using System.Buffers.Binary;
using Aevrion.Core;
using Aevrion.Core.Events;
using Aevrion.Core.Hashing;
using Aevrion.Core.Tree;

namespace Aevrion.Simulation.Checks;

/// <summary>
/// The time tree rebuilt from a plain list of events, by the text of docs/internals/tree.md and by nothing of the product but BLAKE3.
/// </summary>
internal static class NaiveTree
{
    /// <summary>The non-empty nodes of a level, ascending by index.</summary>
    public static SortedDictionary<long, TreeNode> Leaves(IEnumerable<Event> events, long granularityMs)
    {
        var leaves = new SortedDictionary<long, TreeNode>();
        foreach (var leaf in events.GroupBy(item => item.Timestamp / granularityMs))
        {
            var ids = leaf.OrderBy(item => item.Timestamp).ThenBy(item => item.Id).Select(item => item.Id).ToList();
            var bytes = new byte[1 + (ids.Count * Hash256.Length)];
            for (var i = 0; i < ids.Count; i++)
                ids[i].CopyTo(bytes.AsSpan(1 + (i * Hash256.Length)));
            leaves.Add(leaf.Key, new TreeNode(new NodeAddress(0, leaf.Key), ids.Count, HashOf(bytes)));
        }

        return leaves;
    }

    /// <summary>The level above.</summary>
    public static SortedDictionary<long, TreeNode> Parents(SortedDictionary<long, TreeNode> children, int branchingFactor)
    {
        const int ChildBytes = 8 + 8 + Hash256.Length;
        var parents = new SortedDictionary<long, TreeNode>();
        foreach (var parent in children.Values.GroupBy(child => child.Address.Index / branchingFactor))
        {
            var list = parent.ToList();
            var bytes = new byte[1 + (list.Count * ChildBytes)];
            bytes[0] = 1;
            for (var i = 0; i < list.Count; i++)
            {
                var place = bytes.AsSpan(1 + (i * ChildBytes));
                BinaryPrimitives.WriteInt64LittleEndian(place, list[i].Address.Index);
                BinaryPrimitives.WriteInt64LittleEndian(place[8..], list[i].Count);
                list[i].Digest.CopyTo(place[16..]);
            }

            var level = list[0].Address.Level + 1;
            parents.Add(parent.Key, new TreeNode(new NodeAddress(level, parent.Key), list.Sum(child => child.Count), HashOf(bytes)));
        }

        return parents;
    }

    private static Hash256 HashOf(byte[] bytes)
    {
        Span<byte> hash = stackalloc byte[Hash256.Length];
        Blake3.Hash(bytes, hash);
        return new Hash256(hash);
    }
}
