namespace Aevrion.Client;

/// <summary>The body that answers a batch.</summary>
internal sealed record BatchAnswer(IReadOnlyList<BatchResult> Results);
