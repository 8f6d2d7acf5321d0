using System.Runtime.InteropServices;

namespace Aevrion.Core.Reconciliation;

/// <summary>
/// The coded symbols of a fixed set, as many as are asked for, each computed once. An item costs one hash, and then time in
/// proportion to the symbols it is part of: 2 ln n of n. Symbols are computed a block at a time by one pass over the items, and
/// after the first block the number of symbols at least doubles, so passes are few. Not safe for concurrent use.
/// </summary>
/// <remarks>
/// Items are expected to differ. One that is given twice counts twice: its sums cancel and its count does not, so where the other
/// side lacks both, the difference does not decode.
/// </remarks>
public sealed class RatelessEncoder<T> : ISymbolSource<T>
    where T : struct, IReconcilable<T>
{
    private const int BlockLength = 256;

    private readonly MappedItem<T>[] _items;
    private CodedSymbol<T>[] _symbols = [];

    public RatelessEncoder(SketchScheme scheme, ReadOnlySpan<T> items)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        var key = scheme.Key;
        _items = new MappedItem<T>[items.Length];
        for (var i = 0; i < items.Length; i++)
            _items[i] = new MappedItem<T>(items[i], items[i].Hash(key));
    }

    public RatelessEncoder(SketchScheme scheme, IEnumerable<T> items)
        : this(scheme, CollectionsMarshal.AsSpan(items as List<T> ?? [.. items]))
    {
    }

    /// <inheritdoc/>
    public long SetSize => _items.Length;

    /// <inheritdoc/>
    public int MaxSymbols => SymbolMapping.MaxSymbols;

    /// <summary>The symbol of that index.</summary>
    public CodedSymbol<T> this[int index] => Prefix(index + 1)[index];

    /// <inheritdoc/>
    public ReadOnlySpan<CodedSymbol<T>> Prefix(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MaxSymbols);
        if (count > _symbols.Length)
            Extend(Math.Max(count, Math.Min(2 * _symbols.Length, MaxSymbols)));
        return _symbols.AsSpan(0, count);
    }

    private void Extend(int length)
    {
        Array.Resize(ref _symbols, length);
        for (var start = 0; start < _items.Length; start += BlockLength)
            Extend(_items.AsSpan(start, Math.Min(BlockLength, _items.Length - start)), _symbols);
    }

    /// <summary>
    /// Adds the items to their symbols, one symbol of each item in turn: what is next for an item takes long to work out, but does not
    /// depend on the other items, so the processor works on many of them at once.
    /// </summary>
    private static void Extend(Span<MappedItem<T>> items, Span<CodedSymbol<T>> symbols)
    {
        Span<int> active = stackalloc int[BlockLength];
        var count = 0;
        for (var i = 0; i < items.Length; i++)
        {
            active[count] = i;
            count += items[i].Next < symbols.Length ? 1 : 0;
        }

        while (count > 0)
        {
            var left = 0;
            for (var i = 0; i < count; i++)
            {
                var place = active[i];
                ref var item = ref items[place];
                item.AddToNext(symbols, times: 1);
                active[left] = place;
                left += item.Next < symbols.Length ? 1 : 0;
            }

            count = left;
        }
    }
}
