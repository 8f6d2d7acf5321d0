using Aevrion.Bench.Progress;

namespace Aevrion.Bench.Measuring;

/// <summary>
/// Measures contenders in turns, so that whatever else changes on the machine meanwhile meets all of them alike: after the warm-up
/// rounds A, B, B, A, A, B, B, A… (of three, A, B, C, C, B, A…).
/// </summary>
internal static class Alternation
{
    /// <summary>Runs all rounds.</summary>
    /// <param name="title">What is measured, for the progress bar.</param>
    /// <param name="contenders">One or more.</param>
    /// <param name="rounds">Measured rounds of each, 1 or more.</param>
    /// <param name="warmUps">Rounds of each before, whose figures are thrown away.</param>
    /// <param name="progress">Told each step.</param>
    /// <param name="cancellationToken">Stops between and within rounds.</param>
    /// <returns>The figures of each contender, in the order given.</returns>
    public static async Task<IReadOnlyList<Samples>> RunAsync(
        string title, IReadOnlyList<Contender> contenders, int rounds, int warmUps, IProgressDisplay progress, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, 1);
        var samples = contenders.Select(_ => new Samples()).ToList();
        var done = 0;
        progress.Begin(title, (long)contenders.Count * (rounds + warmUps));
        for (var round = -warmUps; round < rounds; round++)
        {
            foreach (var place in OrderOf(round, contenders.Count))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var value = await contenders[place].MeasureAsync(cancellationToken);
                if (round >= 0)
                    samples[place].Add(value);
                progress.Show(++done);
            }
        }

        return samples;
    }

    private static IEnumerable<int> OrderOf(int round, int count) =>
        round % 2 == 0 ? Enumerable.Range(0, count) : Enumerable.Range(0, count).Reverse();
}
