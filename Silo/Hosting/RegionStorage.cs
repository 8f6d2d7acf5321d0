using Aevrion.Silo.Configuration;
using Aevrion.Storage;
using Aevrion.Storage.Commits;

namespace Aevrion.Silo.Hosting;

/// <summary>The storage of a region, as its settings say.</summary>
internal static class RegionStorage
{
    /// <summary>What is wrong with a connection string.</summary>
    public static IEnumerable<string> MistakesIn(string connectionString)
    {
        var options = new StorageOptions { ConnectionString = connectionString, Region = "any" };
        return new StorageOptionsValidator().Validate(name: null, options).Failures ?? [];
    }

    public static void AddTo(IServiceCollection services, SiloSettings settings)
    {
        services.AddAevrionStorage(options =>
        {
            options.ConnectionString = settings.Postgres;
            options.Region = settings.Region.Region;
            options.Shape = settings.Region.ToShape();
        });
        services.Configure<CommitLogOptions>(options =>
        {
            options.Retention = settings.Region.WatchRetention;
            options.MaxBytes = settings.Region.WatchLogBytes;
        });
    }
}
