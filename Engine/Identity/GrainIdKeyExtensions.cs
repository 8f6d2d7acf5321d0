using System.Globalization;

namespace Orleans.Runtime;

/// <summary>Integers and Guids as keys: upper-case hexadecimal, and 32 hexadecimal digits.</summary>
public static class GrainIdKeyExtensions
{
    public static IdSpan CreateIntegerKey(long key) => IdSpan.Create(key.ToString("X", CultureInfo.InvariantCulture));

    public static IdSpan CreateGuidKey(Guid key) => IdSpan.Create(key.ToString("N"));

    /// <exception cref="ArgumentException">The key is not an integer.</exception>
    public static long GetIntegerKey(this GrainId grainId) =>
        grainId.TryGetIntegerKey(out var key) ? key : throw new ArgumentException($"The key of {grainId} is not an integer.", nameof(grainId));

    /// <exception cref="ArgumentException">The key is not a Guid.</exception>
    public static Guid GetGuidKey(this GrainId grainId) =>
        grainId.TryGetGuidKey(out var key) ? key : throw new ArgumentException($"The key of {grainId} is not a Guid.", nameof(grainId));

    internal static bool TryGetIntegerKey(this GrainId grainId, out long key) =>
        long.TryParse(grainId.Key.ToString(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out key);

    internal static bool TryGetGuidKey(this GrainId grainId, out Guid key) => Guid.TryParseExact(grainId.Key.ToString(), "N", out key);
}
