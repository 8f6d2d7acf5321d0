using Aevrion.Core.Sync.Push;
using Aevrion.Core.Sync.Sessions;
using Aevrion.Core.Tree;

namespace Aevrion.Grains.Hosting;

/// <summary>What a region is: its name, its tree, its clock rules and its peers. Section <c>Aevrion</c> of the configuration.</summary>
public sealed class RegionOptions
{
    /// <summary>Name of the section.</summary>
    public const string SectionName = "Aevrion";

    /// <summary>The region's name: 1 to 64 lower-case letters, digits and hyphens, a letter first. Required.</summary>
    public string Region { get; set; } = "";

    /// <summary>Milliseconds a leaf of the time tree spans; equal in all regions, fixed for the life of the database. Default 60,000.</summary>
    public long Granularity { get; set; } = TreeShape.DefaultGranularityMs;

    /// <summary>Children of a node of the time tree; equal in all regions, fixed for the life of the database. Default 32.</summary>
    public int BranchingFactor { get; set; } = TreeShape.DefaultBranchingFactor;

    /// <summary>How long a leaf is left alone after its time before it is compared. Default 2 s.</summary>
    public TimeSpan SettleDelay { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How far ahead of this region's clock a remote event may be dated. Default 60 s.</summary>
    public TimeSpan MaxClockDrift { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How often each peer is compared with. Under a minute a timer is used beside the reminder. Default 60 s.</summary>
    public TimeSpan SyncPeriod { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a key that nobody uses stays in memory, with its latest value. Default 15 min.</summary>
    public TimeSpan IdleKeyAge { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a commit stays in the commit log, for watches that resume. Default 24 h.</summary>
    public TimeSpan WatchRetention { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How large the commit log may be, in bytes on disk, roughly; the oldest commits go first. Default 4 GiB.</summary>
    public long WatchLogBytes { get; set; } = 4L * 1024 * 1024 * 1024;

    /// <summary>How long a watch is silent at most before a comment shows that it lives. Default 15 s.</summary>
    public TimeSpan WatchKeepAlive { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a reader of a watch may take nothing before he is cut off. Default 30 s.</summary>
    public TimeSpan WatchSlowTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Events an outbox holds in memory for a peer; of others it keeps the stamps. Default 100,000.</summary>
    public int MaxOutboxEvents { get; set; } = PushLimits.MaxOutboxEvents;

    /// <summary>
    /// Events of which an outbox keeps the stamp alone (56 bytes each), to read them from the event log when their turn comes; beyond it the oldest
    /// are dropped and an exchange brings them. Default 1,000,000.
    /// </summary>
    public int MaxOutboxStamps { get; set; } = PushLimits.MaxOutboxStamps;

    /// <summary>The regions this one pushes to and compares itself with, by name.</summary>
    public IDictionary<string, PeerOptions> Peers { get; } = new Dictionary<string, PeerOptions>(StringComparer.Ordinal);

    /// <summary>The tree's geometry.</summary>
    public TreeShape ToShape() => new(Granularity, BranchingFactor);

    /// <summary>What both ends of a connection to a peer know of this region.</summary>
    public SessionSettings ToSessionSettings() =>
        new()
        {
            Region = Region,
            Shape = ToShape(),
            Peers = Peers.Keys.ToHashSet(StringComparer.Ordinal),
            NeedProof = Peers.Where(peer => peer.Value.NeedsProof).Select(peer => peer.Key).ToHashSet(StringComparer.Ordinal),
        };
}
