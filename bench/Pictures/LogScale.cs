using System.Runtime.InteropServices;

namespace Aevrion.Bench.Pictures;

/// <summary>Maps values to places on a picture, each factor of ten as long as the next.</summary>
/// <param name="Least">The value at <paramref name="From"/>, above 0.</param>
/// <param name="Most">The value at <paramref name="To"/>.</param>
/// <param name="From">Place of the least value, in pixels.</param>
/// <param name="To">Place of the largest value, in pixels.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LogScale(double Least, double Most, double From, double To)
{
    /// <summary>Where a value lies; one outside the scale lies at its end.</summary>
    public double At(double value) => From + ((To - From) * Math.Log(Math.Clamp(value, Least, Most) / Least) / Math.Log(Most / Least));

    /// <summary>The powers of ten on the scale.</summary>
    public IEnumerable<double> Decades()
    {
        for (var power = Math.Ceiling(Math.Log10(Least) - 1e-9); power <= Math.Log10(Most) + 1e-9; power++)
            yield return Math.Pow(10, power);
    }
}
