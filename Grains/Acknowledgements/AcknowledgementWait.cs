using System.Collections.Immutable;
using Aevrion.Grains.Interfaces.Acknowledgements;

namespace Aevrion.Grains.Acknowledgements;

/// <summary>What one waiting write has learnt so far. Not safe for concurrent use.</summary>
/// <param name="write">The write.</param>
/// <param name="since">When it was durable, as <see cref="TimeProvider.GetTimestamp"/> tells it.</param>
internal sealed class AcknowledgementWait(DurableWrite write, long since)
{
    private readonly HashSet<string> _acknowledged = new(StringComparer.Ordinal);
    private ImmutableArray<PushMark> _open = write.Pushes?.Marks ?? [];

    public DurableWrite Write => write;

    public long Since => since;

    public long NewestMs => write.NewestMs;

    /// <summary>The latest timestamp among the events that acknowledgements say nothing of; negative for none.</summary>
    public long UnpushedMs => write.Pushes?.UnpushedMs ?? -1;

    /// <summary>Streams whose acknowledgement may come yet; null for none.</summary>
    public PushMarks? Open => _open.IsEmpty ? null : write.Pushes! with { Marks = _open };

    public bool IsOpen(string peer) => _open.Any(mark => mark.Peer == peer);

    public bool IsAcknowledgedBy(string region) => _acknowledged.Contains(region);

    public void Take(PushProgress progress)
    {
        _acknowledged.UnionWith(progress.Durable);
        _open = [.. _open.Where(mark => !progress.Durable.Contains(mark.Peer) && !progress.Never.Contains(mark.Peer))];
    }
}
