namespace Aevrion.Client;

/// <summary>What a reading of many keys asks for.</summary>
/// <param name="At">As the API takes it; null for the latest.</param>
internal sealed record ManyRequest(IReadOnlyList<string> Keys, string? At);
