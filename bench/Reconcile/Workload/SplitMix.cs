using System.Runtime.InteropServices;

namespace Aevrion.Bench.Reconcile.Workload;

/// <summary>SplitMix64 (Steele, Lea, Flood, OOPSLA 2014): the same numbers from the same seed everywhere.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct SplitMix(ulong seed)
{
    /// <summary>The step of its state.</summary>
    public const ulong Step = 0x9E3779B97F4A7C15;

    private ulong _state = seed;

    public ulong Next()
    {
        unchecked
        {
            _state += Step;
            var mixed = _state;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }

    /// <summary>A number below the bound, which is small beside 2⁶⁴: the bias is of no importance here.</summary>
    public ulong Below(ulong bound) => Next() % bound;
}
