namespace Aevrion.Client;

/// <summary>The tokens of a region.</summary>
internal sealed record TokensAnswer(IReadOnlyList<RegionToken> Tokens);
