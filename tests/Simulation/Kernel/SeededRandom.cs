namespace Aevrion.Simulation.Kernel;

/// <summary>
/// The one source of chance: SplitMix64 (Steele, Lea, Flood, OOPSLA 2014). The same seed gives the same numbers on every machine and
/// in every version of the runtime.
/// </summary>
internal sealed class SeededRandom(ulong seed)
{
    private ulong _state = seed;

    /// <summary>64 even bits.</summary>
    public ulong NextBits()
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = _state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>0 to <paramref name="limit"/> − 1.</summary>
    public int Below(int limit) => (int)Math.BigMul(NextBits(), (ulong)limit, out _);

    /// <summary>Both ends included.</summary>
    public int Between(int least, int most) => least + Below(most - least + 1);

    /// <summary>Both ends included.</summary>
    public long Between(long least, long most) => least + (long)Math.BigMul(NextBits(), (ulong)(most - least) + 1, out _);

    /// <summary>Both ends included; every order of magnitude is as likely as the others.</summary>
    public long Spread(long least, long most) =>
        Math.Clamp((long)(least * Math.Pow((double)most / least, Unit())), least, most);

    /// <summary>0 to 1, 1 excluded.</summary>
    public double Unit() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>True with that probability.</summary>
    public bool Chance(double probability) => probability > 0 && Unit() < probability;

    /// <summary>One of them.</summary>
    public T Pick<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    /// <summary>Even bytes.</summary>
    public byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        for (var i = 0; i < count; i++)
            bytes[i] = (byte)NextBits();
        return bytes;
    }

    /// <summary>A source of its own: what one part draws does not shift what the others draw.</summary>
    public SeededRandom Fork() => new(NextBits());
}
