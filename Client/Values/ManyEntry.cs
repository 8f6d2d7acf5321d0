namespace Aevrion.Client;

/// <summary>What was read of one key among many; only the first two are there when it was not found.</summary>
internal sealed record ManyEntry(
    string Key, bool Found, string Id = "", long Timestamp = 0, string Origin = "", ReadOnlyMemory<byte> Value = default)
{
    public Entry? ToEntry(long? convergedAt) =>
        Found ? new Entry(Key, Id, Timestamp, Origin, Value) { ConvergedAt = convergedAt } : null;
}
