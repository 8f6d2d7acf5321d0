using Aevrion.Core.Events;
using Aevrion.Core.Sync.Exchange;
using Aevrion.Core.Tree;
using Aevrion.Simulation.Regions;
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

    /// <summary>A frame as it is put on a connection.</summary>
    public virtual byte[] Sent(RegionProcess process, byte[] frame) => frame;

    /// <summary>True when an event has to be pushed to a peer.</summary>
    protected virtual bool MustPush(RegionProcess process, string? from, string to, string origin) =>
        process.Neighbourhood.MustPush(from, to, origin);
}
