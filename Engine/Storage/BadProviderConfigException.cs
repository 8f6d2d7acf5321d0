using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>A grain asks for a storage provider that was not registered.</summary>
public sealed class BadProviderConfigException : OrleansException
{
    public BadProviderConfigException()
        : base("A storage provider is missing.")
    {
    }

    public BadProviderConfigException(string message)
        : base(message)
    {
    }

    public BadProviderConfigException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
