namespace Aevrion.Chaos.Faults;

/// <summary>Faults that come one after the other. Those of different lanes happen at the same time, and never to the same thing.</summary>
/// <param name="Name">What its faults happen to.</param>
/// <param name="Kinds">What happens; a kind that is named twice comes twice as often.</param>
internal sealed record FaultLane(string Name, IReadOnlyList<FaultKind> Kinds)
{
    /// <summary>All lanes.</summary>
    public static IReadOnlyList<FaultLane> All { get; } =
    [
        new("links", [FaultKind.LinkCut, FaultKind.LinkCutOneWay, FaultKind.LinkHeldOneWay, FaultKind.LinkSlow, FaultKind.LinkHalfOpen, FaultKind.LinkCorrupts]),
        new("silos", [FaultKind.SiloKilled, FaultKind.SiloKilled, FaultKind.SiloRestarted, FaultKind.SiloPaused]),
        new("clocks", [FaultKind.ClockStepped]),
        new("databases",
        [
            FaultKind.PostgresKilled, FaultKind.PostgresKilled, FaultKind.PostgresProcessKilled, FaultKind.PostgresRestarted, FaultKind.PostgresPaused,
            FaultKind.DiskFull, FaultKind.ConnectionsTaken, FaultKind.TableLocked,
        ]),
    ];

    /// <summary>The lanes of some kinds alone.</summary>
    public static List<FaultLane> Of(IReadOnlyCollection<FaultKind> kinds) =>
        [.. All.Select(lane => lane with { Kinds = [.. lane.Kinds.Where(kinds.Contains)] }).Where(lane => lane.Kinds.Count > 0)];

    /// <summary>True for faults of a link.</summary>
    public static bool IsOfLink(FaultKind kind) => kind <= FaultKind.LinkCorrupts;
}
