namespace Aevrion.Silo.Http.Tokens;

/// <summary>All tokens of the region, the oldest first.</summary>
internal sealed record TokensDocument(IReadOnlyList<TokenDocument> Tokens);
