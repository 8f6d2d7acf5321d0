namespace Aevrion.Silo.Http.Requests;

/// <summary>
/// Bytes of request bodies that the silo holds at one time. What came in is counted, not what a client says will come, so slow clients
/// cannot reserve memory. Safe for concurrent use.
/// </summary>
internal sealed class BodyBudget(long maxBytes)
{
    private long _bytes;

    /// <summary>Bytes held now.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Takes bytes; false, and nothing is taken, when that would be too many.</summary>
    public bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref _bytes, bytes) <= maxBytes)
            return true;
        Interlocked.Add(ref _bytes, -bytes);
        return false;
    }

    public void Return(long bytes) => Interlocked.Add(ref _bytes, -bytes);
}
