namespace Aevrion.Storage;

/// <summary>
/// The store cannot be reached or did not answer. For a write the outcome is unknown: the events may be there. Repeating the same
/// events is safe.
/// </summary>
public sealed class StorageUnavailableException : Exception
{
    public StorageUnavailableException()
        : this("The region's database does not answer.")
    {
    }

    public StorageUnavailableException(string message)
        : base(message)
    {
    }

    public StorageUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
