using System.Diagnostics.CodeAnalysis;

namespace Orleans.Providers;

/// <summary>Names with a meaning of their own.</summary>
public static class ProviderConstants
{
    /// <summary>The storage provider for states that name none.</summary>
    [SuppressMessage("Naming", "CA1707", Justification = "The name that applications written for Orleans use.")]
    public const string DEFAULT_STORAGE_PROVIDER_NAME = "Default";
}
