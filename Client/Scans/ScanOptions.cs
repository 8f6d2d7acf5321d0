namespace Aevrion.Client;

/// <summary>Which keys to list, and how.</summary>
public sealed record ScanOptions
{
    /// <summary>
    /// The keys as they were at this time instead of now. At <see cref="PointInTime.Converged"/>, all pages are read at the time of the first.
    /// </summary>
    public PointInTime? At { get; init; }

    /// <summary>Only keys behind it in the order of their UTF-8 bytes; it need not exist. Default: from the first.</summary>
    public string? After { get; init; }

    /// <summary>Fetch the values too. Default: ids, times and sizes only.</summary>
    public bool IncludeValues { get; init; }

    /// <summary>Fetch also which versions the writer of each had seen.</summary>
    public bool IncludeParents { get; init; }

    /// <summary>How many keys to fetch at once, 1 to <see cref="AevrionLimits.MaxPageSize"/>. Default 1,000, or 100 with values.</summary>
    public int? PageSize { get; init; }

    internal int EffectivePageSize => PageSize ?? (IncludeValues ? 100 : AevrionLimits.MaxPageSize);
}
