namespace Aevrion.Storage;

/// <summary>
/// The storage is configured in a way that cannot work, or points at a database that is not this region's. Trying again does not
/// help; the message says what to change. Thrown at start only.
/// </summary>
public sealed class StorageConfigurationException : Exception
{
    public StorageConfigurationException()
        : this("The storage configuration is wrong.")
    {
    }

    public StorageConfigurationException(string message)
        : base(message)
    {
    }

    public StorageConfigurationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
