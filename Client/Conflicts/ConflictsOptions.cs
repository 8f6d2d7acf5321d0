namespace Aevrion.Client;

/// <summary>How to list conflicts.</summary>
public sealed record ConflictsOptions
{
    /// <summary>Fetch the values of both sides too. Default: ids, times and sizes only.</summary>
    public bool IncludeValues { get; init; }

    /// <summary>
    /// How many conflicts to fetch at once, 1 to <see cref="AevrionLimits.MaxPageSize"/>. Default 100, or 20 with values, since a page is held
    /// in memory.
    /// </summary>
    public int? PageSize { get; init; }

    internal int EffectivePageSize => PageSize ?? (IncludeValues ? 20 : 100);
}
