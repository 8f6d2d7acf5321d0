using System.Collections.Concurrent;
using Aevrion.Grains.Hosting;
using Aevrion.Grains.Sync;
using Aevrion.Storage;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.TestingHost;

namespace Aevrion.Region.Tests.Hosting;

/// <summary>Makes a silo of a test cluster a silo of the region that the cluster's properties name.</summary>
internal sealed class RegionSilo : ISiloConfigurator
{
    /// <summary>Name of the cluster property that holds the plan's number.</summary>
    public const string PlanProperty = "RegionPlan";

    private static readonly ConcurrentDictionary<string, (RegionOptions Options, string Database, LoopbackNetwork Network)> Plans = new();

    public static string Plan(RegionOptions options, string database, LoopbackNetwork network)
    {
        var number = Guid.NewGuid().ToString("n");
        Plans[number] = (options, database, network);
        return number;
    }

    public void Configure(ISiloBuilder siloBuilder)
    {
        var (options, database, network) = Plans[siloBuilder.Configuration[PlanProperty]!];
        siloBuilder.AddMemoryGrainStorage(SyncGrain.StorageName);
        siloBuilder.UseInMemoryReminderService();
        siloBuilder.Services.AddSingleton(network.From(options.Region));
        siloBuilder.Services.AddAevrionStorage(storage =>
        {
            storage.ConnectionString = database;
            storage.Region = options.Region;
            storage.Shape = options.ToShape();
        });
        siloBuilder.Services.AddAevrionRegion(options);
    }
}
