namespace Aevrion.Chaos.Checks;

/// <summary>Every promise that a round is held against.</summary>
internal static class AllChecks
{
    /// <summary>Violations that are told of a promise; the rest is counted.</summary>
    public const int MostTold = 20;

    public static IReadOnlyList<ICheck> Checks { get; } =
    [
        new AcknowledgedWritesCheck(), new InventedWritesCheck(), new ReadsCheck(), new WatchCheck(), new EqualRegionsCheck(), new ConflictCheck(),
        new AnswersCheck(), new FailuresCheck(),
    ];

    public static IEnumerable<string> ViolationsOf(RoundRecord round)
    {
        foreach (var check in Checks)
        {
            var violations = check.Violations(round).ToList();
            foreach (var violation in violations.Take(MostTold))
                yield return $"{check.Promise}: {violation}";
            if (violations.Count > MostTold)
                yield return $"{check.Promise}: {violations.Count - MostTold} more";
        }
    }
}
