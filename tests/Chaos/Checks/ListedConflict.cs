namespace Aevrion.Chaos.Checks;

/// <summary>A conflict as a region lists it.</summary>
/// <param name="Key">The key.</param>
/// <param name="Loser">Id of the version that lost.</param>
/// <param name="Winner">Id of the version that wins.</param>
internal sealed record ListedConflict(string Key, string Loser, string Winner);
