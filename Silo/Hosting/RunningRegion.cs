using Aevrion.Core.Time;
using Aevrion.Grains.Access;
using Aevrion.Grains.Acknowledgements;
using Aevrion.Grains.Hosting;
using Aevrion.Grains.Keys;
using Aevrion.Grains.Load;
using Aevrion.Grains.Peers;
using Aevrion.Grains.Peers.Pauses;
using Aevrion.Grains.Tree;
using Aevrion.Grains.Watches;
using Aevrion.Grains.Watermark;
using Aevrion.Silo.Http.Limits;
using Aevrion.Silo.Http.Requests;
using Aevrion.Storage;
using Aevrion.Storage.Appending;
using Orleans;

namespace Aevrion.Silo.Hosting;

/// <summary>What the HTTP side uses of a region that runs.</summary>
internal sealed class RunningRegion(IServiceProvider services, BodyBudget bodies, SiloTurns turns)
{
    /// <summary>When it began to run, in milliseconds since the Unix epoch.</summary>
    public long StartedAt { get; } = services.GetRequiredService<RegionClock>().NowMs();

    public IServiceProvider Services { get; } = services;

    public RegionOptions Options { get; } = services.GetRequiredService<RegionOptions>();

    public RegionClock Clock { get; } = services.GetRequiredService<RegionClock>();

    public IGrainFactory Grains { get; } = services.GetRequiredService<IGrainFactory>();

    public ActiveKeys ActiveKeys { get; } = services.GetRequiredService<ActiveKeys>();

    public RegionTree Tree { get; } = services.GetRequiredService<RegionTree>();

    public IEventLog Log { get; } = services.GetRequiredService<IEventLog>();

    public IEventAppender Appender { get; } = services.GetRequiredService<IEventAppender>();

    /// <summary>Bytes of request bodies in memory.</summary>
    public BodyBudget Bodies => bodies;

    /// <summary>Turns at work that takes long.</summary>
    public SiloTurns Turns => turns;

    public PeerListener PeerListener { get; } = services.GetRequiredService<PeerListener>();

    public InboundPeers InboundPeers { get; } = services.GetRequiredService<InboundPeers>();

    public PeerPauses PeerPauses { get; } = services.GetRequiredService<PeerPauses>();

    public ConvergedTime Converged { get; } = services.GetRequiredService<ConvergedTime>();

    public RegionAcknowledgements Acknowledgements { get; } = services.GetRequiredService<RegionAcknowledgements>();

    public RegionWatches Watches { get; } = services.GetRequiredService<RegionWatches>();

    public PeerOverview Peers { get; } = services.GetRequiredService<PeerOverview>();

    public TokenDirectory Tokens { get; } = services.GetRequiredService<TokenDirectory>();

    public PermittedTrees PermittedTrees { get; } = services.GetRequiredService<PermittedTrees>();

    public LoadRecorder Load { get; } = services.GetRequiredService<LoadRecorder>();

    public AdmissionCounters Admission { get; } = services.GetRequiredService<AdmissionCounters>();
}
