namespace Aevrion.Core.Sync.Protocol;

/// <summary>The limits of the peer protocol. Equal in all versions that share <see cref="Version"/>.</summary>
public static class ProtocolLimits
{
    /// <summary>Version of the protocol spoken here.</summary>
    public const uint Version = 2;

    /// <summary>Name of the WebSocket subprotocol.</summary>
    public const string Subprotocol = "aevrion.peer.v2";

    /// <summary>Largest frame taken, in bytes.</summary>
    public const int MaxFrameBytes = 4 * 1024 * 1024;

    /// <summary>A sender closes a frame of events once their encoded size reaches this, in bytes.</summary>
    public const int TargetFrameBytes = 1024 * 1024;

    /// <summary>Most events in a frame.</summary>
    public const int MaxEventsPerFrame = 5_000;

    /// <summary>Most traces that a push names; more are left out.</summary>
    public const int MaxTracesPerPush = 8;

    /// <summary>Bytes of a trace that a push names.</summary>
    public const int TraceBytes = 25;

    /// <summary>Bytes of a probe's salt.</summary>
    public const int SaltBytes = 8;

    /// <summary>Bytes of a short digest, and of an item of a sketch.</summary>
    public const int ItemBytes = 8;

    /// <summary>Most parents in a <see cref="ChildrenRequest"/>.</summary>
    public const int MaxParentsPerRequest = 256;

    /// <summary>Most leaves under a node that is compared by a leaf sketch; larger nodes are descended from.</summary>
    public const long MaxSketchSpan = 1 << 16;

    /// <summary>Most leaves, empty ones included, under the nodes of a <see cref="LeafSketchRequest"/>.</summary>
    public const long MaxSketchLeaves = 1 << 18;

    /// <summary>Most leaves in an <see cref="EventSketchRequest"/>.</summary>
    public const int MaxLeavesPerEventSketch = 1 << 14;

    /// <summary>
    /// A dialler closes an <see cref="EventSketchRequest"/> once its leaves hold this many events here, and a listener takes twice as
    /// many there, unless a single leaf holds more.
    /// </summary>
    public const long TargetEventsPerSketch = 1 << 18;

    /// <summary>Most events of a batch.</summary>
    public const int MaxBatchEvents = 10_000;

    /// <summary>
    /// Bytes of events of batches that are not complete that a listener holds for a connection. What comes beyond it is admitted as it is.
    /// </summary>
    public const long MaxGatheredBytes = 24 * 1024 * 1024;

    /// <summary>Bytes of them that a dialler holds of what it fetches in an exchange.</summary>
    public const long MaxFetchedGatheredBytes = 64 * 1024 * 1024;

    /// <summary>Most coded symbols in an answer.</summary>
    public const int MaxSymbolsPerAnswer = 1 << 17;

    /// <summary>Most items of a list in an answer.</summary>
    public const int MaxItemsPerAnswer = 1 << 17;

    /// <summary>Most items of a list, in all its answers. A leaf that holds more events is sent whole.</summary>
    public const int MaxListedItems = 1 << 23;

    /// <summary>
    /// Versions that lost to a concurrent write that are compared: the newest below the horizon. What lies behind them in a longer list has
    /// to wait until some of it is settled.
    /// </summary>
    public const int MaxLosers = 1 << 18;

    /// <summary>Most versions that a <see cref="Transfer"/> asks the descendants of.</summary>
    public const int MaxLosersPerTransfer = 256;

    /// <summary>Most items wanted by a <see cref="Transfer"/>.</summary>
    public const int MaxWantedItems = 1 << 16;

    /// <summary>
    /// Bytes of events after which a listener cuts what is wanted under nodes, and after which a dialler waits for what it sent to be
    /// durable.
    /// </summary>
    public const long MaxBulkBytes = 8 * 1024 * 1024;

    /// <summary>Bytes of an id that travel with an event.</summary>
    public const int IdCheckBytes = 8;

    /// <summary>Bytes of a push stream's name.</summary>
    public const int StreamBytes = 16;

    /// <summary>Highest position in a push stream, and most events that wait behind a push.</summary>
    public const ulong MaxPosition = 1UL << 60;

    /// <summary>Most neighbours a <see cref="Hello"/> may name.</summary>
    public const int MaxNeighbours = 256;

    /// <summary>Longest region name, in characters.</summary>
    public const int MaxRegionNameLength = 64;
}
