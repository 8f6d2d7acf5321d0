using System.Collections.Immutable;
using Aevrion.Grains.Interfaces.Load;

namespace Aevrion.Grains.Load;

/// <summary>Adds up what several silos did.</summary>
public static class LoadMerge
{
    /// <summary>The sum of all, step by step.</summary>
    public static LoadSum Of(IEnumerable<LoadSum> parts)
    {
        var silos = 0;
        var steps = new SortedDictionary<long, LoadStep>();
        foreach (var part in parts)
        {
            silos += part.Silos;
            foreach (var step in part.Steps)
                steps[step.Number] = steps.TryGetValue(step.Number, out var other) ? Add(other, step) : step;
        }

        return new LoadSum { Silos = silos, Steps = [.. steps.Values] };
    }

    private static LoadStep Add(LoadStep left, LoadStep right) => new()
    {
        Number = left.Number,
        Writes = left.Writes + right.Writes,
        Reads = left.Reads + right.Reads,
        Received = left.Received + right.Received,
        Sent = left.Sent + right.Sent,
        Refused = left.Refused + right.Refused,
        WriteTimes = Add(left.WriteTimes, right.WriteTimes),
        ReadTimes = Add(left.ReadTimes, right.ReadTimes),
    };

    private static ImmutableArray<int> Add(ImmutableArray<int> left, ImmutableArray<int> right)
    {
        if (left.IsEmpty || right.IsEmpty)
            return left.IsEmpty ? right : left;
        var counts = new SortedDictionary<int, int>();
        foreach (var times in (ImmutableArray<int>[])[left, right])
        {
            for (var i = 0; i < times.Length; i += 2)
                counts[times[i]] = counts.GetValueOrDefault(times[i]) + times[i + 1];
        }

        return [.. counts.SelectMany(count => (int[])[count.Key, count.Value])];
    }
}
