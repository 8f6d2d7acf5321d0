namespace Aevrion.Storage.Filters;

/// <summary>Limits of the filters of past eras.</summary>
internal static class KeyFilterLimits
{
    /// <summary>Most memory the filters of a silo take (256 MiB): 195 million keys. The newest eras come first.</summary>
    public const long MaxBytes = 256L * 1024 * 1024;

    /// <summary>How long to wait between looking for filters to load or to make.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
}
