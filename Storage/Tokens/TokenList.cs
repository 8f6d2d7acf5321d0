namespace Aevrion.Storage.Tokens;

/// <summary>All tokens of the region.</summary>
/// <param name="Changes">How often they had changed by then: while it stays the same, so do they.</param>
/// <param name="Tokens">The tokens, revoked and expired ones too, the oldest first.</param>
public sealed record TokenList(long Changes, IReadOnlyList<AccessToken> Tokens);
