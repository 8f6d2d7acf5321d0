namespace Aevrion.Core.Reconciliation;

/// <summary>
/// How many coded symbols a difference takes to decode. The numbers are measured on random differences, see the documentation of
/// set reconciliation; neither the sizes of the sets nor how the difference is split between them plays a part.
/// </summary>
public static class SymbolBudget
{
    // The smallest growth of a run over what was received, so that no sequence of bad estimates makes many runs.
    private const int MinGrowthDivisor = 4;
    private const int MinRun = 8;

    // Up to here the rare failure is bought off with more symbols.
    private const int MaxAmple = 400;

    private static readonly int[] Differences =
        [0, 1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 50, 70, 100, 200, 300, 500, 1_000, 2_000, 5_000, 10_000];

    private static readonly int[] Usually =
        [1, 1, 6, 10, 12, 15, 17, 22, 26, 35, 43, 60, 90, 119, 164, 308, 451, 732, 1_428, 2_810, 6_924, 13_756];

    private static readonly int[] NearlyAlways =
        [1, 1, 20, 28, 31, 35, 42, 50, 60, 70, 80, 101, 130, 155, 193, 336, 485, 770, 1_478, 2_893, 7_038, 13_894];

    /// <summary>Symbols that decode 95 of 100 differences of that size: what to send when the size is known about.</summary>
    public static int Usual(int difference) => Interpolate(Usually, difference);

    /// <summary>Symbols that decode 999 of 1,000 differences of that size: what to allow before giving up.</summary>
    public static int Ample(int difference) => Interpolate(NearlyAlways, difference);

    /// <summary>
    /// How many symbols to send first, judged by an estimate: so many that a second run is rarely needed, since its round trip costs more
    /// than the bytes of a small difference.
    /// </summary>
    /// <param name="estimate">An estimate of the difference from counts; without any, <paramref name="atLeast"/> is taken as exact.</param>
    /// <param name="atLeast">What the difference is known to have at least, and in most cases just about has; 0 when nothing is known.</param>
    public static int First(DifferenceEstimator estimate, int atLeast = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(atLeast);
        var error = estimate.Samples == 0 ? 0 : Math.Sqrt(2.0 / estimate.Samples);
        var difference = estimate.Estimate > atLeast * (1 + error) ? estimate.Estimate : atLeast;
        var likely = Math.Min(difference * (1 + error), SymbolMapping.MaxSymbols);
        return likely <= MaxAmple ? Ample((int)Math.Ceiling(likely + difference * error) + 1) : Usual((int)likely);
    }

    /// <summary>
    /// How many more symbols to ask for when those received did not do: enough for the difference estimated, and half a standard
    /// error of the estimate more. Too few cost a further round trip, too many their bytes.
    /// </summary>
    /// <param name="received">How many were received, at least one.</param>
    /// <param name="estimatedDifference">See <see cref="DifferenceEstimator"/>.</param>
    public static int Next(int received, int estimatedDifference)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(received, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(estimatedDifference);
        var likely = estimatedDifference * (1 + Math.Sqrt(2.0 / received) / 2);
        var wanted = Usual((int)Math.Min(likely, SymbolMapping.MaxSymbols)) - received;
        return Math.Max(wanted, Math.Max(MinRun, received / MinGrowthDivisor));
    }

    private static int Interpolate(int[] symbols, int difference)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(difference);
        var above = Array.FindIndex(Differences, known => known >= difference);
        var share = above switch
        {
            < 0 => (double)difference / Differences[^1] * symbols[^1],
            0 => symbols[0],
            _ => symbols[above - 1] + (double)(symbols[above] - symbols[above - 1])
                * (difference - Differences[above - 1]) / (Differences[above] - Differences[above - 1]),
        };
        return (int)Math.Min(Math.Ceiling(share), SymbolMapping.MaxSymbols);
    }
}
