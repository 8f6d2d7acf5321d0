namespace Aevrion.Client;

/// <summary>
/// Makes a write conditional. The region that answers checks the condition and writes in one atomic step; other regions are not asked,
/// so after a fail-over the condition is checked against what that region has.
/// </summary>
public sealed record WriteOptions
{
    /// <summary>Write only when the key's latest version has this event id.</summary>
    public string? IfMatch { get; init; }

    /// <summary>Write only when the key is absent or deleted.</summary>
    public bool IfNoneMatch { get; init; }
}
