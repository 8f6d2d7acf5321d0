namespace Aevrion.Samples.Profiles;

/// <summary>One version of a profile.</summary>
/// <param name="Name">The user's name.</param>
/// <param name="Profile">What it says; null when it was deleted.</param>
/// <param name="Version">Names the version; sent back with a change, it keeps anybody's from being overwritten unseen.</param>
/// <param name="ChangedAt">When, in milliseconds since the Unix epoch.</param>
/// <param name="ChangedIn">The region where.</param>
internal sealed record StoredProfile(string Name, Profile? Profile, string Version, long ChangedAt, string ChangedIn);
