namespace Aevrion.Bench.Measuring;

/// <summary>What the rounds of one contender gave.</summary>
internal sealed class Samples
{
    private readonly List<double> _values = [];

    public Samples(params IEnumerable<double> values) => _values.AddRange(values);

    public int Count => _values.Count;

    /// <summary>The middle value; of two, their mean.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public double Median
    {
        get
        {
            if (_values.Count == 0)
                throw new InvalidOperationException("Nothing was measured.");
            var ordered = _values.Order().ToList();
            return (ordered[(ordered.Count - 1) / 2] + ordered[ordered.Count / 2]) / 2;
        }
    }

    /// <summary>The largest ÷ the smallest value; 1 where all are 0.</summary>
    public double Spread => _values.Max() is var most && most == 0 ? 1 : most / Math.Max(_values.Min(), double.Epsilon);

    public void Add(double value) => _values.Add(value);

    /// <summary>Forgets all values but the last.</summary>
    public void KeepLast(int count) => _values.RemoveRange(0, Math.Max(0, _values.Count - count));
}
