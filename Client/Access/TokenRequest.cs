namespace Aevrion.Client;

/// <summary>What a new access token is to be.</summary>
public sealed record TokenRequest
{
    /// <summary>What it opens: <c>read</c>, <c>write</c>, <c>import</c>, <c>admin</c>, which implies those three, or, alone, <c>peer</c>.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>What the keys begin with that it is limited to. Default: no limit.</summary>
    public IReadOnlyList<string>? Prefixes { get; init; }

    /// <summary>How long it is valid, in whole milliseconds, at most ten years. Default: until it is revoked.</summary>
    public TimeSpan? Lifetime { get; init; }

    /// <summary>What it is for, at most 200 characters.</summary>
    public string? Description { get; init; }
}
