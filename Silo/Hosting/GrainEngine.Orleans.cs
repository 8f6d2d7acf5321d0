#if ENGINE_ORLEANS
using System.Data.Common;
using System.Net;
using Aevrion.Silo.Configuration;
using Npgsql;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Aevrion.Silo.Hosting;

/// <summary>The grain engine of this build: Microsoft Orleans, with membership, grain state and reminders in the region's database.</summary>
internal static class GrainEngine
{
    public const string Name = "Orleans";
    public static bool SupportsClusters => true;

    private const string StorageName = "aevrion";
    private const string Invariant = "Npgsql";

    public static void Configure(ISiloBuilder silo, SiloSettings settings)
    {
        KeepState(silo, settings.Postgres);
        silo.UseAdoNetClustering(options =>
        {
            options.Invariant = Invariant;
            options.ConnectionString = settings.Postgres;
        });
        silo.UseAdoNetReminderService(options =>
        {
            options.Invariant = Invariant;
            options.ConnectionString = settings.Postgres;
        });
        var cluster = settings.Cluster;
        silo.Configure<ClusterMembershipOptions>(options => options.ProbeTimeout = cluster.ProbeTimeout);
        silo.ConfigureEndpoints(
            cluster.AdvertisedIP, cluster.SiloPort, cluster.GatewayPort, listenOnAnyHostAddress: !IPAddress.IsLoopback(cluster.AdvertisedIP));
    }

    /// <summary>Keeps what grains have to remember in a database.</summary>
    public static void KeepState(ISiloBuilder silo, string postgres)
    {
        DbProviderFactories.RegisterFactory(Invariant, NpgsqlFactory.Instance);
        silo.AddAdoNetGrainStorage(StorageName, options =>
        {
            options.Invariant = Invariant;
            options.ConnectionString = postgres;
        });
    }

    /// <summary>Silos of the region that are up, as this one knows; answered also while the database does not.</summary>
    public static int CountSilos(IServiceProvider services) =>
        services.GetRequiredService<ISiloStatusOracle>().GetApproximateSiloStatuses(onlyActive: true).Count;
}
#endif
