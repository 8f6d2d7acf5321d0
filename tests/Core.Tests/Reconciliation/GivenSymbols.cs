using Aevrion.Core.Reconciliation;

namespace Aevrion.Core.Tests.Reconciliation;

/// <summary>Symbols that need not be those of a set.</summary>
public sealed class GivenSymbols(CodedSymbol<Item8>[] symbols, long setSize = 0) : ISymbolSource<Item8>
{
    public long SetSize => setSize;

    public int MaxSymbols => symbols.Length;

    public ReadOnlySpan<CodedSymbol<Item8>> Prefix(int count) => symbols.AsSpan(0, count);
}
