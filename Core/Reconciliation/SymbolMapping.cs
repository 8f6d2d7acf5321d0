using System.Runtime.CompilerServices;

namespace Aevrion.Core.Reconciliation;

/// <summary>
/// Which coded symbols an item is part of: of symbol i with probability ρ(i) = 1 / (1 + i/2), each independent of the others (Yang,
/// Gilad and Alizadeh, "Practical Rateless Set Reconciliation", SIGCOMM 2024, section 4, with α = 1/2). Nothing but the item's hash
/// decides, so both sides agree. Integers decide throughout: floating point only guesses where to look, so every platform computes
/// the same symbols.
/// </summary>
public static class SymbolMapping
{
    /// <summary>Most symbols of a set that are ever computed: enough for 750,000 differences.</summary>
    public const int MaxSymbols = 1 << 20;

    /// <summary>Stands for every index beyond those ever computed.</summary>
    internal const int Never = MaxSymbols;

    private const double Margin = 1e-3;
    private const double TwoToThe64 = 18_446_744_073_709_551_616.0;

    /// <summary>The probability that an item is part of the symbol.</summary>
    public static double Probability(int index) => 2.0 / (2.0 + index);

    /// <summary>How many of <paramref name="setSize"/> items are expected in the symbol, rounded to the nearest; halves go up.</summary>
    /// <param name="setSize">0 to 2⁶².</param>
    public static long ExpectedCount(long setSize, int index)
    {
        var divisor = (ulong)index + 2;
        return (long)((2 * (ulong)setSize + divisor / 2) / divisor);
    }

    /// <summary>
    /// The first symbol after <paramref name="index"/> that an item in that symbol is part of.
    /// </summary>
    /// <remarks>
    /// The chance of being in none of the symbols i+1 … j is the product of k/(k+2) over them, (i+1)(i+2) / ((j+1)(j+2)). So the
    /// first j for which this is at most draw / 2⁶⁴ is distributed as wanted.
    /// </remarks>
    /// <param name="index">A symbol that the item is part of.</param>
    /// <param name="draw">Uniform random bits.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int Next(int index, ulong draw)
    {
        // (j+1)(j+2) + ¼ = (j + 3/2)², so the bound is reached at this place exactly. Floating point is off by far less than the margin,
        // and where it might round to the wrong side, integers decide.
        var product = Product(index);
        var place = Math.Sqrt((product * (TwoToThe64 / draw)) + 0.25) - 1.5;
        if (place >= Never)
            return Exactly(Never, draw, product);
        var next = Math.Ceiling(place);
        var margin = next - place;
        return margin is > Margin and < 1 - Margin ? (int)next : Exactly((int)next, draw, product);
    }

    private static int Exactly(int guess, ulong draw, ulong product)
    {
        var next = guess;
        while (next < Never && !Reaches(next, draw, product))
            next++;
        while (Reaches(next - 1, draw, product))
            next--;
        return next;
    }

    /// <summary>
    /// Draw number <paramref name="step"/> of an item: SplitMix64 (Steele, Lea and Flood, 2014), started at the item's hash.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Draw(ulong hash, uint step)
    {
        var mixed = hash + step * 0x9e3779b97f4a7c15;
        mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
        return mixed ^ (mixed >> 31);
    }

    // product · 2⁶⁴ ≤ Product(next) · draw; the low half of the right side cannot matter.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Reaches(int next, ulong draw, ulong product) => Math.BigMul(Product(next), draw, out _) >= product;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Product(int index) => ((ulong)index + 1) * ((ulong)index + 2);
}
