namespace Aevrion.Core.Sync.Protocol;

/// <summary>The limits of the peer protocol. Equal in all versions that share <see cref="Version"/>.</summary>
public static class ProtocolLimits
{
    /// <summary>Version of the protocol spoken here.</summary>
    public const uint Version = 1;

    /// <summary>Name of the WebSocket subprotocol.</summary>
    public const string Subprotocol = "aevrion.peer.v1";

    /// <summary>Largest frame taken, in bytes.</summary>
    public const int MaxFrameBytes = 4 * 1024 * 1024;

    /// <summary>A sender closes a frame of events once their encoded size reaches this, in bytes.</summary>
    public const int TargetFrameBytes = 1024 * 1024;

    /// <summary>Most events in a frame.</summary>
    public const int MaxEventsPerFrame = 5_000;

    /// <summary>Most parents in a <see cref="ChildrenRequest"/>.</summary>
    public const int MaxParentsPerRequest = 256;

    /// <summary>Most leaves in a <see cref="LeavesRequest"/>.</summary>
    public const int MaxLeavesPerRequest = 1_024;

    /// <summary>A <see cref="LeavesRequest"/> is closed once the leaves in it hold this many events.</summary>
    public const int TargetEventsPerLeavesRequest = 20_000;

    /// <summary>Most stamps in a frame of a <see cref="LeavesAnswer"/> or in a <see cref="FetchRequest"/>.</summary>
    public const int MaxStampsPerFrame = 20_000;

    /// <summary>Bytes of an id that travel with an event.</summary>
    public const int IdCheckBytes = 8;

    /// <summary>Bytes of a push stream's name.</summary>
    public const int StreamBytes = 16;

    /// <summary>Most neighbours a <see cref="Hello"/> may name.</summary>
    public const int MaxNeighbours = 256;

    /// <summary>Longest region name, in characters.</summary>
    public const int MaxRegionNameLength = 64;
}
