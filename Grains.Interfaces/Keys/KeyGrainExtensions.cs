using Orleans;

namespace Aevrion.Grains.Interfaces.Keys;

/// <summary>From keys to grains and back.</summary>
public static class KeyGrainExtensions
{
    // Orleans refuses grain keys of white space alone, which are fine as keys here. All others stand for themselves, save those that
    // begin like a mark.
    private const char Mark = '\u0001';

    /// <summary>The grain of a key.</summary>
    public static IKeyGrain GetKeyGrain(this IGrainFactory grains, string key) =>
        // Not GetGrain<IKeyGrain>: the runtime looks generic methods of an interface up in a table each time.
        (IKeyGrain)grains.GetGrain(typeof(IKeyGrain), string.IsNullOrWhiteSpace(key) || key[0] == Mark ? Mark + key : key);

    /// <summary>The key of a grain key.</summary>
    public static string ToKey(string grainKey) => grainKey[0] == Mark ? grainKey[1..] : grainKey;
}
