using Aevrion.Storage.Tokens;

namespace Aevrion.Grains.Access;

/// <summary>A token that is wanted.</summary>
/// <param name="Scopes">What it is to open.</param>
/// <param name="Prefixes">What keys it is limited to begin with; empty for no limit.</param>
/// <param name="Life">How long it is valid; null for ever.</param>
/// <param name="Description">What it is for.</param>
public sealed record NewToken(AccessScopes Scopes, IReadOnlyList<string> Prefixes, TimeSpan? Life, string Description);
