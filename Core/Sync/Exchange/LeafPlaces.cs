using Aevrion.Core.Reconciliation;
using Aevrion.Core.Tree;

namespace Aevrion.Core.Sync.Exchange;

/// <summary>Numbers the leaves of some ranges from 0 on, so that a sketch's item can name one in a few bits.</summary>
public sealed class LeafPlaces
{
    private readonly IReadOnlyList<NodeRange> _ranges;
    private readonly long[] _firstPlaces;

    /// <param name="ranges">Ranges of leaves, by time, disjoint.</param>
    public LeafPlaces(IReadOnlyList<NodeRange> ranges)
    {
        _ranges = ranges;
        _firstPlaces = new long[ranges.Count];
        foreach (var (range, i) in ranges.Select((range, i) => (range, i)))
        {
            _firstPlaces[i] = Count;
            Count += range.End - range.First;
        }
    }

    /// <summary>How many leaves there are.</summary>
    public long Count { get; }

    /// <summary>The leaf with that number; null when there is none.</summary>
    public long? LeafAt(int place)
    {
        if (place < 0 || place >= Count)
            return null;
        var range = Array.BinarySearch(_firstPlaces, place);
        range = range < 0 ? ~range - 1 : range;

        // Where an empty range shares its number with the next one, the last of them holds the leaf.
        while (range + 1 < _firstPlaces.Length && _firstPlaces[range + 1] <= place)
            range++;
        return _ranges[range].First + (place - _firstPlaces[range]);
    }

    /// <summary>The items of the leaves, in their order.</summary>
    /// <param name="scheme">Holds the salt.</param>
    /// <param name="leaves">Leaves of the ranges, ascending.</param>
    public Item8[] ItemsOf(SketchScheme scheme, IReadOnlyList<LeafState> leaves)
    {
        var items = new Item8[leaves.Count];
        var range = 0;
        for (var i = 0; i < items.Length; i++)
        {
            var leaf = leaves[i];
            while (leaf.Leaf >= _ranges[range].End)
                range++;
            items[i] = SaltedItems.OfLeaf(scheme, (int)(_firstPlaces[range] + leaf.Leaf - _ranges[range].First), leaf.Digest);
        }

        return items;
    }
}
