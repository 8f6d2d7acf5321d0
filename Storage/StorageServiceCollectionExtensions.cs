using Aevrion.Storage.Appending;
using Aevrion.Storage.Backup;
using Aevrion.Storage.Batches;
using Aevrion.Storage.Commits;
using Aevrion.Storage.Conflicts;
using Aevrion.Storage.Postgres;
using Aevrion.Storage.Postgres.Appending;
using Aevrion.Storage.Postgres.Batches;
using Aevrion.Storage.Postgres.Commits;
using Aevrion.Storage.Postgres.Filters;
using Aevrion.Storage.Postgres.Scanning;
using Aevrion.Storage.Postgres.Tokens;
using Aevrion.Storage.Reading;
using Aevrion.Storage.Rebuild;
using Aevrion.Storage.Scanning;
using Aevrion.Storage.Statistics;
using Aevrion.Storage.Tokens;
using Aevrion.Storage.Verification;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Aevrion.Storage;

/// <summary>Registers a region's storage.</summary>
public static class StorageServiceCollectionExtensions
{
    /// <summary>
    /// Registers the event log, the tree rows and the appender on PostgreSQL. Options are validated at start and when first used. The
    /// host runs <see cref="IStorageSetup"/> before anything else uses the storage. Calling it again adds nothing but configuration.
    /// </summary>
    public static IServiceCollection AddAevrionStorage(this IServiceCollection services, Action<StorageOptions> configure)
    {
        services.AddOptions<StorageOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<StorageOptions>, StorageOptionsValidator>());

        services.TryAddSingleton(provider => PostgresConnections.CreateDataSource(Options(provider), provider.GetRequiredService<ILoggerFactory>()));
        services.TryAddSingleton(provider => new PostgresMigrator(
            Options(provider).ConnectionString, provider.GetRequiredService<ILogger<PostgresMigrator>>()));
        services.TryAddSingleton<IStorageSetup>(provider => ActivatorUtilities.CreateInstance<PostgresSetup>(provider, Options(provider)));
        services.TryAddSingleton(provider => ActivatorUtilities.CreateInstance<PostgresEventStore>(provider, Options(provider).Shape));
        services.TryAddSingleton<IEventLog>(provider => provider.GetRequiredService<PostgresEventStore>());
        services.TryAddSingleton<ITreeStore>(provider => provider.GetRequiredService<PostgresEventStore>());
        services.TryAddSingleton<IOriginRegistry>(provider => provider.GetRequiredService<PostgresEventStore>());
        services.TryAddSingleton<IConflictStore>(provider => provider.GetRequiredService<PostgresEventStore>().Conflicts());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStorageUpkeep, KeyFilterUpkeep>(provider =>
            provider.GetRequiredService<PostgresEventStore>().UpkeepOfFilters(provider.GetRequiredService<ILogger<KeyFilterUpkeep>>())));
        services.AddOptions<CommitLogOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<CommitLogOptions>, CommitLogOptionsValidator>());
        services.TryAddSingleton<ICommitLog>(provider => ActivatorUtilities.CreateInstance<PostgresCommitLog>(provider));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStorageUpkeep, CommitLogUpkeep>(provider => new CommitLogUpkeep(
            provider.GetRequiredService<ICommitLog>(), provider.GetRequiredService<IOptions<CommitLogOptions>>().Value)));
        services.TryAddSingleton<IBatchAnswers>(provider => ActivatorUtilities.CreateInstance<PostgresBatchAnswers>(provider));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStorageUpkeep, BatchAnswerUpkeep>(provider =>
            ActivatorUtilities.CreateInstance<BatchAnswerUpkeep>(provider)));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStorageUpkeep, ConditionalWriteUpkeep>(provider =>
            ActivatorUtilities.CreateInstance<ConditionalWriteUpkeep>(provider)));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IRebuild>(provider => ActivatorUtilities.CreateInstance<PostgresRebuild>(provider, Options(provider).Shape));
        services.TryAddSingleton<IStorageStatistics>(provider => ActivatorUtilities.CreateInstance<PostgresStatistics>(provider));
        services.TryAddSingleton<IVerification, PostgresVerification>();
        services.TryAddSingleton<IKeyStamps>(provider => ActivatorUtilities.CreateInstance<PostgresKeyStamps>(provider));
        services.TryAddSingleton<ITokenStore>(provider => ActivatorUtilities.CreateInstance<PostgresTokenStore>(provider));
        services.TryAddSingleton<IBackupSource>(provider => ActivatorUtilities.CreateInstance<PostgresBackupSource>(provider, Options(provider).Shape));
        return services.AddAevrionAppending().AddAevrionReading();
    }

    /// <summary>Registers the reader of single keys over the registered <see cref="IEventLog"/>.</summary>
    public static IServiceCollection AddAevrionReading(this IServiceCollection services)
    {
        services.AddOptions<ReaderOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ReaderOptions>, ReaderOptionsValidator>());
        services.TryAddSingleton<ILatestReader>(provider => new LatestReader(
            provider.GetRequiredService<IEventLog>(), provider.GetRequiredService<IOptions<ReaderOptions>>().Value));
        return services;
    }

    /// <summary>Registers the appender over the registered <see cref="IEventLog"/>.</summary>
    public static IServiceCollection AddAevrionAppending(this IServiceCollection services)
    {
        services.AddOptions<AppenderOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AppenderOptions>, AppenderOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IEventAppender>(provider => ActivatorUtilities.CreateInstance<EventAppender>(
            provider, provider.GetRequiredService<IOptions<AppenderOptions>>().Value));
        return services;
    }

    private static StorageOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<StorageOptions>>().Value;
}
