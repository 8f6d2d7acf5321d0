namespace Aevrion.Storage.Scanning;

/// <summary>Which page of live keys to read.</summary>
public sealed record KeyScan
{
    /// <summary>Only keys that begin with it; empty for all keys.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Only keys behind it in byte order; null for the first page. It need not exist, nor have the prefix.</summary>
    public string? After { get; init; }

    /// <summary>The keys as they were at this time, in milliseconds since the Unix epoch; null for the latest.</summary>
    public long? At { get; init; }

    /// <summary>Most keys, 1 to <see cref="StorageLimits.MaxPage"/>.</summary>
    public required int Limit { get; init; }

    /// <summary>Read the values too.</summary>
    public bool IncludeValues { get; init; }

    /// <summary>The page ends after the key that takes the sum of the value sizes over it; counts only with values.</summary>
    public long MaxBytes { get; init; } = long.MaxValue;
}
