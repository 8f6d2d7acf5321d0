namespace Aevrion.Cli.Export;

/// <summary>What an export did, at its end.</summary>
/// <param name="At">The time that was read at; null for what stood when it was read.</param>
/// <param name="ResumedAfterLine">The line after which this run went on from an earlier one; 0 when it began at the start.</param>
/// <param name="Lines">The lines of all runs, without a header.</param>
/// <param name="Bytes">The bytes of all runs.</param>
/// <param name="DurationMs">The time that this run took.</param>
/// <param name="LinesPerSecond">The rate of this run.</param>
internal sealed record ExportReport(
    string File, long? At, long ResumedAfterLine, long Lines, long Bytes, double DurationMs, double LinesPerSecond);
