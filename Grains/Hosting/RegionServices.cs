using Aevrion.Core.Sync.Push;
using Aevrion.Core.Sync.Topology;
using Aevrion.Core.Time;
using Aevrion.Grains.Access;
using Aevrion.Grains.Acknowledgements;
using Aevrion.Grains.Backup;
using Aevrion.Grains.Conflicts;
using Aevrion.Grains.Keys;
using Aevrion.Grains.Load;
using Aevrion.Grains.Origins;
using Aevrion.Grains.Peers;
using Aevrion.Grains.Peers.Pauses;
using Aevrion.Grains.Relay;
using Aevrion.Grains.Telemetry;
using Aevrion.Grains.Tree;
using Aevrion.Grains.Upkeep;
using Aevrion.Grains.Watches;
using Aevrion.Grains.Watermark;
using Aevrion.Storage;
using Aevrion.Storage.Appending;
using Aevrion.Storage.Commits;
using Aevrion.Storage.Conflicts;
using Aevrion.Storage.Telemetry;
using Aevrion.Storage.Tree;
using Aevrion.Storage.Verification;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Aevrion.Grains.Hosting;

/// <summary>What a silo needs beside the grains themselves.</summary>
public static class RegionServices
{
    /// <summary>
    /// Adds the services of a region to a silo. The event log and its appender (Aevrion.Storage), an <see cref="IPeerConnector"/> and
    /// the grain engine are added beside it. Repeating it adds nothing.
    /// </summary>
    public static IServiceCollection AddAevrionRegion(this IServiceCollection services, RegionOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(options);
        services.TryAddSingleton(provider => new RegionClock(provider.GetRequiredService<TimeProvider>(), options.MaxClockDrift));
        services.TryAddSingleton<ActiveKeys>();
        services.TryAddSingleton<SeenStamps>();
        services.TryAddSingleton<KeyServices>();
        AddTree(services);
        AddPeers(services);
        AddWatermark(services);
        AddWatches(services);
        services.AddHostedService<PeerLinkService>();
        services.AddHostedService<PeerTidingsReader>();
        services.AddHostedService<StorageUpkeepService>();
        services.AddHostedService<DigestWaker>();
        AddConflicts(services);
        AddAccess(services);
        AddLoad(services);
        AddTelemetry(services);
        return services;
    }

    private static void AddTree(IServiceCollection services)
    {
        services.TryAddSingleton<TreeRefresher>();
        services.TryAddSingleton<TreeFreshener>();
        services.TryAddSingleton(provider => new LeafDigests(
            provider.GetRequiredService<ITreeStore>(), provider.GetRequiredService<TreeRefresher>()));
        services.TryAddSingleton<RegionTree>();
        services.TryAddSingleton<RegionRestore>();
    }

    private static void AddPeers(IServiceCollection services)
    {
        services.TryAddSingleton<AdmissionCounters>();
        services.TryAddSingleton<EventAdmission>();
        services.TryAddSingleton<RepeatedEvents>();
        services.TryAddSingleton<LoserReads>();
        services.TryAddSingleton<ExchangeDriver>();
        services.TryAddSingleton(new Neighbourhood());
        services.TryAddSingleton(new StreamPositions());
        services.TryAddSingleton<InboundPeers>();
        services.TryAddSingleton<PeerPauses>();
        services.TryAddSingleton<KnownOrigins>();
        services.TryAddSingleton<PeerLinks>();
        services.TryAddSingleton<PeerListener>();
        services.TryAddSingleton<PeerOverview>();
        services.TryAddSingleton<PushTracker>();
        services.TryAddSingleton<PeerComparisons>();
        services.TryAddSingleton<RegionAcknowledgements>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ICommitObserver, CommitRelay>());
        services.TryAddSingleton<SiloRelay>();
        services.AddHostedService(provider => provider.GetRequiredService<SiloRelay>());
    }

    private static void AddWatermark(IServiceCollection services)
    {
        services.TryAddSingleton<ConvergedTime>();
        services.TryAddSingleton<FrontierExchange>();
        services.TryAddSingleton<IFrontierExchange>(provider => provider.GetRequiredService<FrontierExchange>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IFrontierObserver, FrontierReceiver>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ICommitObserver, WatermarkObserver>());
        services.AddHostedService(provider => provider.GetRequiredService<FrontierExchange>());
        services.AddHostedService<FrontierTeller>();
    }

    private static void AddWatches(IServiceCollection services)
    {
        services.TryAddSingleton<OwnCommits>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ICommitObserver, OwnCommits>(provider => provider.GetRequiredService<OwnCommits>()));
        services.TryAddSingleton<ChangeRing>();
        services.TryAddSingleton<ChangeReader>();
        services.TryAddSingleton<WatchFeed>();
        services.AddHostedService(provider => provider.GetRequiredService<WatchFeed>());
        services.TryAddSingleton(provider => new RegionWatches(
            provider.GetRequiredService<ChangeRing>(),
            provider.GetRequiredService<ChangeReader>(),
            provider.GetRequiredService<WatchFeed>(),
            provider.GetRequiredService<ICommitLog>(),
            provider.GetRequiredService<RegionClock>()));
    }

    private static void AddConflicts(IServiceCollection services)
    {
        services.TryAddSingleton<RecentCommits>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IDerivedCheck, ConflictCheck>());
        services.AddHostedService<ConflictWaker>();
    }

    private static void AddAccess(IServiceCollection services)
    {
        services.TryAddSingleton<TokenDirectory>();
        services.TryAddSingleton<PermittedTrees>();
        services.AddHostedService<TokenRefresher>();
    }

    private static void AddLoad(IServiceCollection services)
    {
        services.TryAddSingleton<LoadRecorder>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ICommitObserver, LoadObserver>());
        services.TryAddSingleton<RegionLoad>();
    }

    private static void AddTelemetry(IServiceCollection services)
    {
        services.AddMetrics();
        services.TryAddSingleton<StorageInstruments>();
        services.TryAddSingleton<KeyInstruments>();
        services.TryAddSingleton<PeerInstruments>();
        services.TryAddSingleton<SyncInstruments>();
        services.TryAddSingleton<LinkInstruments>();
        services.TryAddSingleton<RegionInstruments>();
        services.AddHostedService<RegionSampler>();
    }
}
