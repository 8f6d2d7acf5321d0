using System.Collections.Concurrent;

namespace Aevrion.Grains.Peers;

/// <summary>
/// Guesses whether what a peer sends is new here, which mostly it is: after events that were not, the next batches are taken for
/// possible repetitions, the more of them the oftener that happens. A wrong guess costs time and nothing else. Safe for concurrent use.
/// </summary>
internal sealed class NoveltyGuess
{
    /// <summary>Batches that are doubted after the first one that held something known: a connection that broke repeats a few.</summary>
    private const int LeastDoubted = 2;

    /// <summary>Batches that are doubted at most.</summary>
    private const int MostDoubted = 32;

    private readonly ConcurrentDictionary<string, Doubt> _doubts = new(StringComparer.Ordinal);

    /// <summary>Whether to expect nothing but new events in the next batch of a peer.</summary>
    public bool IsNew(string peer) => !_doubts.TryGetValue(peer, out var doubt) || doubt.Left == 0;

    /// <summary>Takes note of how it was.</summary>
    public void Learn(string peer, bool wasNew)
    {
        if (!wasNew)
            _doubts.AddOrUpdate(peer, _ => new Doubt(LeastDoubted, LeastDoubted, 0), (_, doubt) => doubt.Confirmed());
        else if (_doubts.TryGetValue(peer, out var doubt))
            _doubts.TryUpdate(peer, doubt.Lessened(), doubt);
    }

    /// <param name="Left">Batches still doubted.</param>
    /// <param name="Length">How many were to be.</param>
    /// <param name="Trusted">Batches that were new since.</param>
    private sealed record Doubt(int Left, int Length, int Trusted)
    {
        public Doubt Confirmed()
        {
            var length = Left > 0 ? Length : Math.Min(MostDoubted, Math.Max(LeastDoubted, 2 * Length));
            return new Doubt(length, length, 0);
        }

        public Doubt Lessened()
        {
            if (Left > 0)
                return this with { Left = Left - 1 };
            return Trusted < Length ? this with { Trusted = Trusted + 1 } : this with { Length = 0, Trusted = 0 };
        }
    }
}
