namespace Aevrion.Pictures.Regions;

/// <summary>Numbers that look random and are the same wherever they are drawn: SplitMix64 (Steele, Lea and Flood, 2014).</summary>
/// <param name="seed">Where it begins.</param>
internal sealed class DrawnNumbers(ulong seed)
{
    private ulong _state = seed;

    /// <summary>The next number from 0 up to, not including, <paramref name="end"/>.</summary>
    public long Next(long end)
    {
        _state += 0x9e3779b97f4a7c15;
        var mixed = (_state ^ (_state >> 30)) * 0xbf58476d1ce4e5b9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
        return (long)((mixed ^ (mixed >> 31)) % (ulong)end);
    }
}
