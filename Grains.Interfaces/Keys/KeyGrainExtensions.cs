using Orleans;

namespace Aevrion.Grains.Interfaces.Keys;

/// <summary>From keys to grains and back.</summary>
public static class KeyGrainExtensions
{
    // Orleans refuses grain keys of white space alone, which are fine as keys here.
    private const string Prefix = "k";

    /// <summary>The grain of a key.</summary>
    public static IKeyGrain GetKeyGrain(this IGrainFactory grains, string key) => grains.GetGrain<IKeyGrain>(Prefix + key);

    /// <summary>The key of a grain key.</summary>
    public static string ToKey(string grainKey) => grainKey[Prefix.Length..];
}
