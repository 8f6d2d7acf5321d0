using Aevrion.Core.Events;
using Aevrion.Storage.Postgres.Commits;
using Aevrion.Storage.Postgres.Eras;

namespace Aevrion.Storage.Postgres.Appending;

/// <summary>The events of an append in the order in which transactions lock them, with what the table says of them by number.</summary>
internal sealed class AppendBatch
{
    /// <summary>Stands for "no event that the region dated itself": later than every floor.</summary>
    private const long NoneOwn = long.MaxValue;

    /// <param name="ordered">The events, in (timestamp, id) order.</param>
    /// <param name="origins">Number of each event's origin.</param>
    /// <param name="earliestOwn">The lowest timestamp among the events that the region dated itself; null when there is none.</param>
    /// <param name="known">The eras.</param>
    /// <param name="isOwn">Which events the region dated itself, in their order; null when all, or none.</param>
    public AppendBatch(Event[] ordered, short[] origins, long? earliestOwn, EraList known, bool[]? isOwn = null)
    {
        IsOwn = isOwn;
        Events = ordered;
        Origins = origins;
        EarliestOwn = earliestOwn ?? NoneOwn;
        Timestamps = Array.ConvertAll(ordered, @event => @event.Timestamp);
        Eras = known.ErasOf(Timestamps);
        KnownEra = known.Newest;
        OlderEras = OlderThan(KnownEra, Eras);
    }

    public Event[] Events { get; }

    public long[] Timestamps { get; }

    public short[] Origins { get; }

    public short[] Eras { get; }

    /// <summary>The newest era that <see cref="Eras"/> were told by.</summary>
    public short KnownEra { get; }

    /// <summary>The eras of the events, each once, but the newest: they grow late.</summary>
    public short[] OlderEras { get; }

    /// <summary>True when eras other than the newest grow.</summary>
    public bool GrowsLate => OlderEras.Length > 0;

    /// <summary>The lowest timestamp among the events that the region dated itself; later than every floor when there is none.</summary>
    public long EarliestOwn { get; }

    /// <summary>Which events the region dated itself; null when all, or when there are none.</summary>
    public bool[]? IsOwn { get; }

    public bool HasOwn => EarliestOwn != NoneOwn;

    /// <summary>The stamps of the events that the region dated itself, as the commit log has them; null when all, or when there are none.</summary>
    public byte[]? OwnStamps() => IsOwn is null ? null : PackedStamps.Pack([.. Events.Where((_, i) => IsOwn[i])]);

    /// <summary>False when nothing may be written under the times held.</summary>
    public bool MayEnter(AppendOutcome held) => held.NewestEra == KnownEra && !IsLate(held);

    /// <summary>True when an event that the region dated itself lies in closed time.</summary>
    public bool IsLate(AppendOutcome held) => held.FloorMs > EarliestOwn;

    private static short[] OlderThan(short newest, short[] eras)
    {
        // Nearly every append is of one era, the newest.
        return eras.AsSpan().ContainsAnyExcept(newest) ? [.. eras.Where(era => era != newest).Distinct()] : [];
    }
}
