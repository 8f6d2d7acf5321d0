using Aevrion.Chaos.Faults;
using Aevrion.Chaos.Regions;

namespace Aevrion.Chaos.Running;

/// <summary>What a run is to do.</summary>
/// <param name="Seed">Decides the faults and what clients do.</param>
/// <param name="Minutes">How many minutes of faults: a round each.</param>
/// <param name="Regions">Names of the regions, which all are peers of one another.</param>
/// <param name="Setup">How they are run.</param>
internal sealed record RunPlan(int Seed, int Minutes, IReadOnlyList<string> Regions, RegionSetup Setup)
{
    /// <summary>Regions that a run has at most.</summary>
    public const int MaxRegions = 6;

    /// <summary>Clients of a region.</summary>
    public const int UsersARegion = 4;

    private const int DiskMegabytes = 320;
    private const int DiskMegabytesAMinute = 24;

    private static readonly string[] Names = ["eu", "us", "ap", "sa", "af", "oc"];

    /// <summary>How long clients work and faults happen in a round.</summary>
    public TimeSpan RoundTime { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The kinds of faults that happen.</summary>
    public IReadOnlyList<FaultKind> Kinds { get; init; } = Enum.GetValues<FaultKind>();

    /// <summary>The region whose database lies on a small disk; null where none can be mounted.</summary>
    public string? RegionWithDisk => SmallDisk.IsPermitted ? Regions[new Random(Seed).Next(Regions.Count)] : null;

    /// <summary>Large enough for what a run writes.</summary>
    public int DiskSizeMegabytes => DiskMegabytes + (DiskMegabytesAMinute * Minutes);

    public static string[] NamesOf(int regions) => Names[..regions];

    /// <summary>A seed for a part of a round.</summary>
    public int SeedOf(int round, int part) => unchecked((((Seed * 31) + round) * 1_009) + part) & int.MaxValue;
}
