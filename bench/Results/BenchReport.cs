using Spectre.Console.Rendering;

namespace Aevrion.Bench.Results;

/// <summary>What a bench found.</summary>
/// <param name="Rows">For programs.</param>
/// <param name="ForPeople">The same for people.</param>
/// <param name="Picture">The same as SVG; null when there is nothing to draw.</param>
internal sealed record BenchReport(IReadOnlyList<BenchRow> Rows, IRenderable ForPeople, string? Picture);
