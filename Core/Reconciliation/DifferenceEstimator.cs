using System.Runtime.InteropServices;

namespace Aevrion.Core.Reconciliation;

/// <summary>
/// Tells from the counts of a few symbols how large a difference is that they do not suffice to decode, so that the next run can be
/// of the right size.
/// </summary>
/// <remarks>
/// Symbol 0 counts every item, giving the net difference. In symbol i each item, whichever side it is on, adds a variance of
/// ρ(1 − ρ) to the count, independent of the other symbols. So each symbol's squared deviation from the net difference times ρ,
/// over ρ(1 − ρ), has the size of the difference as its mean, and the mean over m symbols a relative error of about √(2 / m).
/// </remarks>
[StructLayout(LayoutKind.Auto)]
public struct DifferenceEstimator
{
    private double _net;
    private double _squares;
    private int _samples;

    /// <summary>How many symbols the estimate rests on, the first left out: its relative error is about √(2 / samples).</summary>
    public readonly int Samples => _samples;

    /// <summary>The estimate, never less than the net difference; 0 before the first symbol.</summary>
    public readonly int Estimate
    {
        get
        {
            var size = _samples == 0 ? 0 : _squares / _samples;
            return (int)Math.Min(int.MaxValue, Math.Max(Math.Abs(_net), Math.Round(size)));
        }
    }

    /// <summary>Takes the count of the next symbol of the difference, the first one first.</summary>
    public void Add(int index, long count)
    {
        if (index == 0)
        {
            _net = count;
            return;
        }

        var probability = SymbolMapping.Probability(index);
        var deviation = count - _net * probability;
        _squares += deviation * deviation / (probability * (1 - probability));
        _samples++;
    }
}
