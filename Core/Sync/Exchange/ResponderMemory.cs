using Aevrion.Core.Events;
using Aevrion.Core.Reconciliation;
using Aevrion.Core.Sync.Batches;
using Aevrion.Core.Sync.Protocol;

namespace Aevrion.Core.Sync.Exchange;

/// <summary>
/// What a listener remembers of the exchange on a connection from one request to the next: the salt of the last probe and the last
/// sketch, of <see cref="ProtocolLimits.MaxSketchLeaves"/> items at most unless a single leaf has more. It goes with the
/// connection, so a lost one leaves nothing to clean up.
/// </summary>
public sealed class ResponderMemory
{
    /// <summary>Of the last probe; null before the first.</summary>
    internal SketchScheme? Scheme { get; set; }

    /// <summary>The symbols of the last sketch; null when there is none to go on with.</summary>
    internal RatelessEncoder<Item8>? Sketch { get; set; }

    /// <summary>The items of the last sketch.</summary>
    internal Item8[] Items { get; set; } = [];

    /// <summary>The events that the items of the last event sketch stand for, in their order; empty after a leaf sketch.</summary>
    internal IReadOnlyList<EventStamp> Stamps { get; set; } = [];

    /// <summary>True when the last sketch was of versions that lost to a concurrent write.</summary>
    internal bool AreLosers { get; set; }

    /// <summary>Leaves below it are compared; of the last probe.</summary>
    internal long Horizon { get; set; }

    /// <summary>New events among those transferred so far, since the last answer to a transfer.</summary>
    internal long Added { get; set; }

    /// <summary>What was given of batches that are not complete.</summary>
    internal FetchedBatches Batches { get; } = new(ProtocolLimits.MaxGatheredBytes);

    /// <summary>Starts anew with another salt.</summary>
    internal void Begin(SketchScheme scheme)
    {
        Scheme = scheme;
        Forget();
    }

    /// <summary>Drops the last sketch.</summary>
    internal void Forget()
    {
        Sketch = null;
        Items = [];
        Stamps = [];
        AreLosers = false;
    }
}
