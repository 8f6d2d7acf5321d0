namespace Aevrion.Core.Reconciliation;

/// <summary>Consecutive coded symbols of a set, as they travel.</summary>
/// <param name="Start">Index of the first.</param>
/// <param name="SetSize">How many items the set has: what the counts are predicted from.</param>
/// <param name="Symbols">The symbols.</param>
public sealed record SymbolRun<T>(int Start, long SetSize, ReadOnlyMemory<CodedSymbol<T>> Symbols)
    where T : struct, IReconcilable<T>;
