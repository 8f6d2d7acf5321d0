using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Aevrion.Core.Reconciliation;

/// <summary>An item on its way through the symbols it is part of.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct MappedItem<T>(T item, ulong hash)
    where T : struct, IReconcilable<T>
{
    private readonly ulong _hash = hash;
    private uint _step;

    public T Item { get; } = item;

    /// <summary>The next symbol that the item is part of; every item is part of symbol 0.</summary>
    public int Next { get; private set; }

    /// <summary>
    /// Adds the item to all of these symbols that it is part of and that lie ahead, or takes it away for <paramref name="times"/> −1.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddTo(Span<CodedSymbol<T>> symbols, long times)
    {
        var next = Next;
        while ((uint)next < (uint)symbols.Length)
        {
            symbols[next] = symbols[next].With(Item, _hash, times);
            next = SymbolMapping.Next(next, SymbolMapping.Draw(_hash, ++_step));
        }

        Next = next;
    }

    /// <summary>Adds the item to the next symbol only.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddToNext(Span<CodedSymbol<T>> symbols, long times)
    {
        symbols[Next] = symbols[Next].With(Item, _hash, times);
        Next = SymbolMapping.Next(Next, SymbolMapping.Draw(_hash, ++_step));
    }
}
