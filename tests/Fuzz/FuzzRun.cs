using System.Diagnostics;

namespace Aevrion.Fuzz;

/// <summary>
/// Tries a parser with inputs made from a corpus by chance. It has no view into the parser's branches; what came of an input, by name,
/// stands in for them: an input that led to something new is kept, and others are made from it.
/// </summary>
public static class FuzzRun
{
    /// <summary>Reads the corpus, then makes and reads inputs until one breaks a promise or there were enough.</summary>
    /// <param name="target">The parser.</param>
    /// <param name="corpus">Inputs to begin with, beside the parser's own.</param>
    /// <param name="settings">How long.</param>
    public static FuzzReport Run(FuzzTarget target, IEnumerable<byte[]> corpus, FuzzSettings settings)
    {
        var random = new Random(settings.Seed);
        var mutator = new Mutator(random, target.Words, target.MaxInputBytes);
        var pool = target.Seeds.Concat(corpus).ToList();
        if (pool.Count == 0)
            throw new ArgumentException($"{target.Name} has nothing to begin with.", nameof(target));

        var kept = new KeptInputs(pool, settings.MaxKept);
        var started = Stopwatch.GetTimestamp();
        using var reading = new Reading(target, settings.MaxTimePerInput);
        var given = pool.Count;
        var read = 0;
        for (; read < given + settings.Inputs && Stopwatch.GetElapsedTime(started) < settings.MaxTime; read++)
        {
            var input = read < given ? pool[read] : mutator.Mutate(pool[random.Next(pool.Count)], pool[random.Next(pool.Count)]);
            var (outcome, finding) = reading.Read(input);
            if (finding is not null)
                return new FuzzReport(read + 1, kept.ByOutcome, Shrinker.Shrink(finding, bytes => reading.Read(bytes).Finding, settings.MaxShrinkSteps));
            kept.Add(outcome, input);
        }

        return new FuzzReport(read, kept.ByOutcome, null);
    }
}
