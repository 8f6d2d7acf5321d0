namespace Aevrion.Storage.Filters;

/// <summary>
/// What this silo knows of the keys of past eras. A reading of a key takes along which eras cannot have it and by which state of theirs,
/// and skips those that still have that state: a key that was not written for long, or never, costs no probe of each era.
/// </summary>
/// <remarks>Only ever saves work: whether an era has changed is decided in the reading's own snapshot. Safe for concurrent use.</remarks>
internal sealed class KeyFilters
{
    private EraFilter?[] _filters = [];

    /// <summary>Memory taken by the filters, in bytes.</summary>
    public long Bytes => Volatile.Read(ref _filters).Sum(filter => (long)(filter?.Keys.Bytes ?? 0));

    /// <summary>The filter of an era, if there is one.</summary>
    public EraFilter? Of(int era)
    {
        var filters = Volatile.Read(ref _filters);
        return era < filters.Length ? filters[era] : null;
    }

    /// <summary>Puts other filters in place of all there are.</summary>
    public void Replace(IReadOnlyCollection<EraFilter> filters)
    {
        var byEra = new EraFilter?[filters.Count == 0 ? 0 : filters.Max(filter => filter.Era) + 1];
        foreach (var filter in filters)
            byEra[filter.Era] = filter;
        Volatile.Write(ref _filters, byEra);
    }

    /// <summary>The eras that cannot have a key.</summary>
    public ExcludedEras Excluding(string key) => Excluding([key]);

    /// <summary>The eras that cannot have each of these keys.</summary>
    public ExcludedEras Excluding(IReadOnlyList<string> keys)
    {
        var filters = Volatile.Read(ref _filters);
        var changes = Array.ConvertAll(filters, filter => filter?.Changes ?? ExcludedEras.NotKnown);
        var bits = new ReadOnlyMemory<byte>[keys.Count];
        var bytesPerKey = (filters.Length + 7) / 8;
        var all = new byte[bytesPerKey * keys.Count];
        for (var i = 0; i < keys.Count; i++)
        {
            var of = all.AsMemory(i * bytesPerKey, bytesPerKey);
            if (filters.Length > 0)
                Mark(filters, KeyHash.Of(keys[i]), of.Span);
            bits[i] = of;
        }
        return new ExcludedEras(changes, bits);
    }

    private static void Mark(EraFilter?[] filters, ulong hash, Span<byte> excluded)
    {
        for (var era = 0; era < filters.Length; era++)
        {
            if (filters[era] is { } filter && !filter.Keys.MayContain(hash))
                excluded[era / 8] |= (byte)(1 << (era % 8));
        }
    }
}
