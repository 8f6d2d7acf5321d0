using Aevrion.Core.Events;
using Aevrion.Core.Sync.Exchange;
using Aevrion.Core.Sync.Frontiers;
using Aevrion.Core.Tree;
using Aevrion.Simulation.Regions;
using Aevrion.Storage;
using Aevrion.Storage.Appending;

namespace Aevrion.Simulation.Running;

/// <summary>
/// What the regions run: the product. The canaries derive from it, and each breaks one thing on the way between the product's parts,
/// to prove that the checks would notice.
/// </summary>
internal class ProductBuild
{
    /// <summary>Its name, as the command line and messages have it.</summary>
    public virtual string Name => "product";

    /// <summary>The storage of a region.</summary>
    public virtual IRegionStore CreateStore(TreeShape shape) => new MemoryRegionStore(shape);

    /// <summary>The storage as a process uses it.</summary>
    public virtual IRegionStore Open(IRegionStore store, RegionProcess process) => new StoreAccess(store, process);

    /// <summary>Performs an effect that concerns the region.</summary>
    public virtual Task<SyncInput> PerformAsync(RegionProcess process, SyncEffect effect, string peer) =>
        process.Effects.ReadOrAdmitAsync(effect, peer);

    /// <summary>What of newly committed events is pushed to a peer: the rules of the commit relay.</summary>
    public virtual IReadOnlyList<Event> Select(RegionProcess process, string peer, IReadOnlyList<CommittedAppend> appends)
    {
        var pushed = new List<Event>();
        foreach (var append in appends)
        {
            for (var i = 0; i < append.Events.Count; i++)
            {
                if ((append.Added[i] || append.IsRepeated) && MustPush(process, append.ReceivedFrom, peer, append.Events[i].Origin))
                    pushed.Add(append.Events[i]);
            }
        }

        return pushed;
    }

    /// <summary>What of events that have new parents is pushed to a peer.</summary>
    public virtual IReadOnlyList<Event> SelectRepeated(RegionProcess process, string from, string to, IReadOnlyList<Event> events) =>
        [.. events.Where(item => MustPush(process, from, to, item.Origin))];

    /// <summary>A frame as it is put on a connection.</summary>
    public virtual byte[] Sent(byte[] frame) => frame;

    /// <summary>A frame as it is taken off a connection.</summary>
    public virtual byte[] Received(byte[] frame) => frame;

    /// <summary>Makes a client's write durable; what is acknowledged then is.</summary>
    /// <param name="process">The process.</param>
    /// <param name="written">The event.</param>
    /// <param name="isOwn">True when the region dated it itself.</param>
    public virtual Task AppendAsync(RegionProcess process, Event written, bool isOwn) =>
        process.Appender.AppendAsync([written], receivedFrom: null, isOwn ? AppendTerms.Own(written.Timestamp) : default);

    /// <summary>Events were dropped from an outbox.</summary>
    public virtual void OnOverflow(LinkSchedule schedule) => schedule.OnOverflow();

    /// <summary>The regions that a region's watermark takes into account as its peers.</summary>
    public virtual IEnumerable<string> WatermarkPeers(string region, IEnumerable<string> peers) => peers;

    /// <summary>What a region takes note of when it is told of regions.</summary>
    public virtual IReadOnlyList<FrontierRecord> Heard(string region, IReadOnlyList<FrontierRecord> records) => records;

    /// <summary>Tells a region's watermark of the oldest event that has just become durable.</summary>
    public virtual void OnAdmitted(FrontierBook book, LateAdmission oldest, long nowMs) => book.Admitted(oldest, nowMs);

    /// <summary>True when an event has to be pushed to a peer.</summary>
    protected virtual bool MustPush(RegionProcess process, string? from, string to, string origin) =>
        process.Neighbourhood.MustPush(from, to, origin);
}
