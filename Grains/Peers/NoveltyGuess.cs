using System.Collections.Concurrent;

namespace Aevrion.Grains.Peers;

/// <summary>
/// Guesses whether what a peer sends is new here, which mostly it is: after events that were not, the next batches are taken for
/// possible repetitions. A wrong guess costs time and nothing else. Safe for concurrent use.
/// </summary>
internal sealed class NoveltyGuess
{
    /// <summary>Batches that are doubted after one that held something known.</summary>
    private const int DoubtedBatches = 32;

    private readonly ConcurrentDictionary<string, int> _doubted = new(StringComparer.Ordinal);

    /// <summary>Whether to expect nothing but new events in the next batch of a peer.</summary>
    public bool IsNew(string peer) => _doubted.GetValueOrDefault(peer) == 0;

    /// <summary>Takes note of how it was.</summary>
    public void Learn(string peer, bool wasNew)
    {
        if (!wasNew)
            _doubted[peer] = DoubtedBatches;
        else if (_doubted.TryGetValue(peer, out var left) && left > 0)
            _doubted.TryUpdate(peer, left - 1, left);
    }
}
