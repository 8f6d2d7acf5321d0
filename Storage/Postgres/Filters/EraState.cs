namespace Aevrion.Storage.Postgres.Filters;

/// <summary>An era and what is kept of its filter.</summary>
/// <param name="Number">The era.</param>
/// <param name="Changes">How often it has grown late.</param>
/// <param name="FilterChanges">What <paramref name="Changes"/> was when the kept filter was made; null when none is kept.</param>
/// <param name="FilterBytes">Size of the kept filter; 0 when the era has too many keys for one.</param>
internal readonly record struct EraState(short Number, long Changes, long? FilterChanges, int FilterBytes)
{
    /// <summary>True when the kept filter is right, or it is known that there is none.</summary>
    public bool IsKept => FilterChanges == Changes;
}
