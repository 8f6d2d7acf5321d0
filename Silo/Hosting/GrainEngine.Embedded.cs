#if !ENGINE_ORLEANS
using Aevrion.Engine;
using Aevrion.Silo.Configuration;
using Orleans.Hosting;

namespace Aevrion.Silo.Hosting;

/// <summary>The grain engine of this build: the embedded one, one process, with grain state and reminders in the region's database.</summary>
internal static class GrainEngine
{
    public const string Name = "Embedded";
    public static bool SupportsClusters => false;

    private const string StorageName = "aevrion";

    public static void Configure(ISiloBuilder silo, SiloSettings settings)
    {
        KeepState(silo, settings.Postgres);
        silo.UsePostgresReminders(settings.Postgres);
    }

    /// <summary>Keeps what grains have to remember in a database.</summary>
    public static void KeepState(ISiloBuilder silo, string postgres) => silo.AddPostgresGrainStorage(StorageName, postgres);

    /// <summary>Silos of the region that are up.</summary>
    public static int CountSilos(IServiceProvider services) => 1;
}
#endif
