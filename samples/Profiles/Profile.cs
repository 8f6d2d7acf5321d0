namespace Aevrion.Samples.Profiles;

/// <summary>What a user says of himself. Stored as JSON under <c>profile/{name}</c>.</summary>
/// <param name="DisplayName">How others call him.</param>
/// <param name="City">Where he is.</param>
/// <param name="Motto">What he lives by.</param>
internal sealed record Profile(string DisplayName, string City, string? Motto);
