namespace Aevrion.Bench.Results;

/// <summary>A result file.</summary>
internal sealed record ResultDocument(IReadOnlyList<BenchRow> Rows);
