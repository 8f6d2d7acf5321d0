namespace Aevrion.Fuzz;

/// <summary>For each thing that can come of an input the shortest one that led to it: from short inputs, more is found.</summary>
/// <param name="pool">What inputs are made from; a new one is added to it, a shorter one replaces the one before.</param>
/// <param name="most">Most that are kept.</param>
internal sealed class KeptInputs(List<byte[]> pool, int most)
{
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, byte[]> ByOutcome =>
        _places.ToDictionary(place => place.Key, place => pool[place.Value], StringComparer.Ordinal);

    public void Add(string outcome, byte[] input)
    {
        if (_places.TryGetValue(outcome, out var place))
        {
            if (input.Length < pool[place].Length)
                pool[place] = input;
        }
        else if (_places.Count < most)
        {
            _places.Add(outcome, pool.Count);
            pool.Add(input);
        }
    }
}
