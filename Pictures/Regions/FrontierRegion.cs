using Aevrion.Core.Events;
using Aevrion.Core.Sync.Frontiers;
using Aevrion.Core.Tree;

namespace Aevrion.Pictures.Regions;

/// <summary>A region of the <see cref="FrontierModel"/>.</summary>
internal sealed class FrontierRegion(string name, IEnumerable<string> peers, TreeShape shape)
{
    private readonly PictureRegion _region = new(shape);
    private readonly FrontierBook _book = new(name, peers, shape);
    private long _nowMs;

    /// <summary>Its name.</summary>
    public string Name => name;

    /// <summary>All that it holds.</summary>
    public IEnumerable<Event> Held => [.. _region.Events];

    /// <summary>The leaf below which all regions are known to hold the same; null for none.</summary>
    public long? Watermark => _book.Watermark.Leaf;

    /// <summary>Below this leaf a region was found equal.</summary>
    public long? AgreedWith(string region) => _book.AgreedLeaf(region);

    /// <summary>Writes an event in a minute.</summary>
    public void Write(long leaf)
    {
        _nowMs = shape.StartOf(leaf) + 30_000;
        _region.Add([DrawnEvents.Of($"sensor:{name}", $"{leaf}", _nowMs, name)]);
        _nowMs += 30_000;
    }

    /// <summary>Takes what another region pushes or an exchange brings.</summary>
    public void Take(string from, IEnumerable<Event> events)
    {
        var added = _region.Add(events);
        if (added.Count > 0)
            _book.Admitted(new LateAdmission(added.Min(item => item.Timestamp), from, from), _nowMs);
    }

    /// <summary>Takes the digests of its own history that it wants to state.</summary>
    /// <param name="horizon">How far its time is closed.</param>
    public void TakeDigests(long horizon)
    {
        var round = _book.Begin(horizon);
        _book.Complete(round, round.Leaves.ToDictionary(leaf => leaf, leaf => _region.Tree.SnapshotAt(leaf).Digest), _nowMs);
    }

    /// <summary>Hears what another region says of itself.</summary>
    public void Learn(FrontierRegion other)
    {
        if (other._book.Own is { } record)
            _book.Learn(other.Name, [record], _nowMs);
    }
}
