namespace Aevrion.Client;

/// <summary>Which events to list, and how.</summary>
public sealed record LogOptions
{
    /// <summary>Only events up to this time. Default: all that the region has when the first page is read.</summary>
    public PointInTime? At { get; init; }

    /// <summary>Go on behind an event: <see cref="LogPage.Next"/> of the page before. Default: from the first.</summary>
    public string? After { get; init; }

    /// <summary>Fetch the values too. Default: ids, times and sizes only.</summary>
    public bool IncludeValues { get; init; }

    /// <summary>How many events to fetch at once, 1 to <see cref="AevrionLimits.MaxPageSize"/>. Default 1,000, or 100 with values.</summary>
    public int? PageSize { get; init; }

    internal int EffectivePageSize => PageSize ?? (IncludeValues ? 100 : AevrionLimits.MaxPageSize);
}
