namespace Aevrion.Cli.Import;

/// <summary>What an import did, at its end.</summary>
/// <param name="ResumedAfterLine">The line after which this run went on from an earlier one; 0 when it began at the start.</param>
/// <param name="Lines">The lines of all runs; the members after it add up to it.</param>
/// <param name="DurationMs">The time that this run took.</param>
/// <param name="LinesPerSecond">The rate of this run.</param>
internal sealed record ImportReport(
    string File, long ResumedAfterLine, long Lines, long Added, long AlreadyThere, long Skipped, double DurationMs, double LinesPerSecond);
