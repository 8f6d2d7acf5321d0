namespace Aevrion.Silo.Http.Batches;

/// <summary>What became of a batch: one result a line, in their order.</summary>
internal sealed record BatchAnswer(IReadOnlyList<BatchLineAnswer> Results);
