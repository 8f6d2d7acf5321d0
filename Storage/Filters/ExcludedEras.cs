namespace Aevrion.Storage.Filters;

/// <summary>Which eras need no probing for some keys, as parameters of a statement.</summary>
/// <param name="Changes">By era: the number of late changes that the exclusion is true for; <see cref="NotKnown"/> for an era without a filter.</param>
/// <param name="BitsByKey">For each key a bit by era, the lowest bit of the first byte being era 0: set when the era cannot have the key.</param>
internal sealed record ExcludedEras(long[] Changes, ReadOnlyMemory<byte>[] BitsByKey)
{
    /// <summary>No era has changed so often.</summary>
    public const long NotKnown = -1;

    /// <summary>Nothing is excluded.</summary>
    public static ExcludedEras None(int keys) => new([], new ReadOnlyMemory<byte>[keys]);
}
