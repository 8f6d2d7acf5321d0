namespace Aevrion.Chaos.Checks;

/// <summary>An event as it lies in a region's table.</summary>
/// <param name="Key">The key.</param>
/// <param name="Timestamp">Its time.</param>
/// <param name="Id">Its id, in lower-case hexadecimal digits: their order is that of the bytes.</param>
/// <param name="Value">The value as text; null for a deletion.</param>
/// <param name="Origin">The region that accepted it.</param>
/// <param name="Parents">Ids of everything that it is known to have seen, in their order.</param>
internal sealed record StoredEvent(string Key, long Timestamp, string Id, string? Value, string Origin, IReadOnlyList<string> Parents)
{
    /// <summary>Stands for every version of the key that is dated earlier.</summary>
    public static readonly string Everything = new('0', 64);

    /// <summary>True when this version wins over another of its key: later, or at the same time with the higher id.</summary>
    public bool WinsOver(StoredEvent other) =>
        Timestamp != other.Timestamp ? Timestamp > other.Timestamp : string.CompareOrdinal(Id, other.Id) > 0;

    /// <summary>The version that wins over all others.</summary>
    public static StoredEvent LatestOf(IEnumerable<StoredEvent> versions) => versions.Aggregate((one, other) => one.WinsOver(other) ? one : other);

    public override string ToString() => $"{Timestamp} {Id} {Key} = {Value ?? "(deleted)"} from {Origin} after [{string.Join(", ", Parents)}]";
}
