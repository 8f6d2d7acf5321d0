namespace Aevrion.Storage.Appending;

/// <summary>More writes are waiting than the region keeps in memory. Nothing of the refused request was written; try again shortly.</summary>
public sealed class AppendQueueFullException : Exception
{
    public AppendQueueFullException()
        : this("Too many writes are waiting for the database; nothing was written. Try again shortly.")
    {
    }

    public AppendQueueFullException(string message)
        : base(message)
    {
    }

    public AppendQueueFullException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
