namespace Aevrion.Chaos.Faults;

/// <summary>
/// Draws the faults of a round from a seed. A lane goes through all its kinds, in an order of its own, before one comes again, so that a round of
/// some length has all of them.
/// </summary>
internal static class FaultPlan
{
    private const int ShortestPauseMs = 200;
    private const int LongestPauseMs = 2_500;
    private const int ShortestHoldMs = 300;
    private const int LongestHoldMs = 6_000;
    private const int LargestDelayMs = 600;
    private const int MostPiecesPerChange = 20;

    /// <summary>Steps of clocks, both within what regions admit and far beyond, in milliseconds.</summary>
    private static readonly long[] ClockSteps = [-3_600_000, -60_000, -7_000, -1_500, -200, 300, 1_500, 4_000, 7_000, 12_000];

    /// <summary>The faults of a lane, without end.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="regions">All regions.</param>
    /// <param name="regionWithDisk">The region whose disk can be filled; null when there is none.</param>
    /// <param name="seed">Decides all of it.</param>
    public static IEnumerable<PlannedFault> Draw(FaultLane lane, IReadOnlyList<string> regions, string? regionWithDisk, int seed)
    {
        var random = new Random(seed);
        while (true)
        {
            var kinds = lane.Kinds.ToArray();
            random.Shuffle(kinds);
            if (regionWithDisk is null)
                kinds = [.. kinds.Where(kind => kind != FaultKind.DiskFull)];
            if (kinds.Length == 0)
                yield break;
            foreach (var kind in kinds)
                yield return Draw(kind, regions, regionWithDisk, random);
        }
    }

    private static PlannedFault Draw(FaultKind kind, IReadOnlyList<string> regions, string? regionWithDisk, Random random)
    {
        var region = kind == FaultKind.DiskFull ? regionWithDisk! : regions[random.Next(regions.Count)];
        var others = regions.Where(other => other != region).ToList();
        var other = FaultLane.IsOfLink(kind) ? others[random.Next(others.Count)] : null;
        long amount = kind switch
        {
            FaultKind.LinkSlow => random.Next(1, LargestDelayMs),
            FaultKind.LinkCorrupts => random.Next(1, MostPiecesPerChange),
            FaultKind.ClockStepped => ClockSteps[random.Next(ClockSteps.Length)],
            _ => 0,
        };
        return new PlannedFault(
            kind, region, other, random.Next(ShortestPauseMs, LongestPauseMs), random.Next(ShortestHoldMs, LongestHoldMs), amount, random.Next());
    }
}
