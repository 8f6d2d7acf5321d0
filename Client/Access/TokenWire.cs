namespace Aevrion.Client;

/// <summary>A <see cref="TokenRequest"/> as the region reads it.</summary>
internal sealed record TokenWire(IReadOnlyList<string> Scopes, IReadOnlyList<string>? Prefixes, long? LifetimeMs, string? Description);
