namespace Aevrion.Client;

/// <summary>Which versions of a key to list, and how.</summary>
public sealed record HistoryOptions
{
    /// <summary>Only versions older than this.</summary>
    public PointInTime? Before { get; init; }

    /// <summary>Fetch the values too. Default: ids, times and sizes only.</summary>
    public bool IncludeValues { get; init; }

    /// <summary>
    /// How many versions to fetch at once, 1 to <see cref="AevrionLimits.MaxPageSize"/>. Default 100, or 20 with values, since a page is
    /// held in memory.
    /// </summary>
    public int? PageSize { get; init; }

    internal int EffectivePageSize => PageSize ?? (IncludeValues ? 20 : 100);
}
