using System.Collections.Immutable;
using Aevrion.Core.Sync.Push;
using Aevrion.Grains.Interfaces.Acknowledgements;
using Aevrion.Grains.Peers;

namespace Aevrion.Grains.Acknowledgements;

/// <summary>
/// Finds a write's events in the push streams of this silo, and waits for the peers' acknowledgements of them. A commit is in the streams
/// before its writer goes on, so it lies between what was last in them before the append and after it.
/// </summary>
public sealed class PushTracker(PeerLinks links, TimeProvider timeProvider)
{
    /// <summary>This silo's streams, for as long as the process lives.</summary>
    private readonly Guid _silo = Guid.NewGuid();

    /// <summary>What to hand to <see cref="End"/> after the append that is about to begin: where each stream ends now.</summary>
    public long[] Begin()
    {
        var positions = new long[links.All.Count];
        for (var i = 0; i < positions.Length; i++)
            positions[i] = links.All[i].Waiters.LastPosition;
        return positions;
    }

    /// <summary>Where the events are that were committed since.</summary>
    /// <param name="begun">What <see cref="Begin"/> said.</param>
    /// <param name="unpushedMs">See <see cref="PushMarks.UnpushedMs"/>.</param>
    public PushMarks End(long[] begun, long? unpushedMs = null) => new()
    {
        Silo = _silo,
        Marks = [.. links.All.Select((link, i) => new PushMark { Peer = link.Peer, From = begun[i] + 1, Through = link.Waiters.LastPosition })],
        UnpushedMs = unpushedMs,
    };

    /// <summary>Whether the streams are this silo's.</summary>
    public bool Knows(PushMarks pushes) => pushes.Silo == _silo;

    /// <summary>Waits until one of the peers has acknowledged, or never will, or the time is over.</summary>
    public async Task<PushProgress> WaitAsync(PushWait wait, CancellationToken cancellationToken)
    {
        var marks = wait.Pushes.Marks;
        if (!Knows(wait.Pushes))
            return new PushProgress { Never = [.. marks.Select(mark => mark.Peer)] };

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var asked = marks.Select(mark => AskAsync(mark, stop.Token)).ToList();
        var over = Task.Delay(TimeSpan.FromMilliseconds(wait.WaitMs), timeProvider, stop.Token);
        await Task.WhenAny([over, .. asked]);
        await stop.CancelAsync();
        var proofs = await Task.WhenAll(asked);
        return new PushProgress { Durable = Peers(PushProof.Durable), Never = Peers(PushProof.Never) };

        ImmutableArray<string> Peers(PushProof proof) => [.. marks.Where((_, i) => proofs[i] == proof).Select(mark => mark.Peer)];
    }

    private async Task<PushProof> AskAsync(PushMark mark, CancellationToken cancellationToken) => links.Find(mark.Peer) is { } link
        ? await link.Waiters.WaitAsync(mark.From, mark.Through, cancellationToken)
        : PushProof.Never;
}
