namespace Aevrion.Core.Reconciliation;

/// <summary>How much a decoder takes before it gives up.</summary>
public sealed record DecoderLimits
{
    /// <param name="maxSymbols">1 to <see cref="SymbolMapping.MaxSymbols"/>.</param>
    /// <param name="maxItems">0 or more.</param>
    public DecoderLimits(int maxSymbols, int maxItems)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxSymbols, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxSymbols, SymbolMapping.MaxSymbols);
        ArgumentOutOfRangeException.ThrowIfNegative(maxItems);
        MaxSymbols = maxSymbols;
        MaxItems = maxItems;
    }

    /// <summary>Limits under which 999 of 1,000 differences of that size are decoded, and no larger ones.</summary>
    public static DecoderLimits For(int maxDifference) => new(SymbolBudget.Ample(maxDifference), maxDifference);

    /// <summary>Most symbols taken.</summary>
    public int MaxSymbols { get; }

    /// <summary>Most items in the difference, both directions together.</summary>
    public int MaxItems { get; }
}
