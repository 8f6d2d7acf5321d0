namespace Aevrion.Cli.Export;

/// <summary>A page of what is exported.</summary>
/// <param name="Next">Where the next page begins; null when there is none.</param>
/// <param name="At">The time that is read at, for the pages that follow; null for now.</param>
internal sealed record ExportPage(IReadOnlyList<ExportedEvent> Events, string? Next, long? At);
