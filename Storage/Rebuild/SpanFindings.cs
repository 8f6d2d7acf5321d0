namespace Aevrion.Storage.Rebuild;

/// <summary>What reading a span brought.</summary>
/// <param name="Mends">What makes its rows right, in <see cref="RowOrder"/>.</param>
/// <param name="Found">What was found.</param>
/// <param name="Rest">The part that was not read; null for none.</param>
internal sealed record SpanFindings(IReadOnlyList<NodeMend> Mends, RebuildReport Found, TreeSpan? Rest);
