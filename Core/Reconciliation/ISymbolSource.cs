namespace Aevrion.Core.Reconciliation;

/// <summary>The coded symbols of a set, from the first on.</summary>
public interface ISymbolSource<T>
    where T : struct, IReconcilable<T>
{
    /// <summary>How many items the set has.</summary>
    long SetSize { get; }

    /// <summary>How many symbols can be had.</summary>
    int MaxSymbols { get; }

    /// <summary>The first <paramref name="count"/> symbols; valid until the source is used again.</summary>
    /// <exception cref="ArgumentOutOfRangeException">More than <see cref="MaxSymbols"/>, or less than none.</exception>
    ReadOnlySpan<CodedSymbol<T>> Prefix(int count);
}
