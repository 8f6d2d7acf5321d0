namespace Aevrion.Storage.Reading;

/// <summary>More keys are waiting to be read than the region keeps in memory. Try again shortly.</summary>
public sealed class ReadQueueFullException : Exception
{
    public ReadQueueFullException()
        : this("Too many keys are waiting to be read. Try again shortly.")
    {
    }

    public ReadQueueFullException(string message)
        : base(message)
    {
    }

    public ReadQueueFullException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
