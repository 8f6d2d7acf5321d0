using Aevrion.Engine.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Providers;
using Orleans.Runtime.Hosting;

namespace Aevrion.Engine;

/// <summary>
/// Grain state and reminders that outlive the process, in PostgreSQL, in tables that are created when missing. Rows belong to
/// <see cref="ClusterOptions.ServiceId"/>, so that services can share a database.
/// </summary>
public static class PostgresSiloBuilderExtensions
{
    /// <summary>Stores states that name <paramref name="name"/> as their storage provider. State classes must survive System.Text.Json.</summary>
    public static ISiloBuilder AddPostgresGrainStorage(this ISiloBuilder builder, string name, string connectionString)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        return builder.ConfigureServices(services => services
            .AddSource(connectionString)
            .AddGrainStorage(name, (provider, _) => new PostgresGrainStorage(SourceOf(provider, connectionString), ServiceIdOf(provider))));
    }

    /// <summary>Stores states that name no storage provider.</summary>
    public static ISiloBuilder AddPostgresGrainStorageAsDefault(this ISiloBuilder builder, string connectionString) =>
        builder.AddPostgresGrainStorage(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME, connectionString);

    /// <summary>Keeps reminders in PostgreSQL.</summary>
    public static ISiloBuilder UsePostgresReminders(this ISiloBuilder builder, string connectionString)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        builder.AddReminders();
        return builder.ConfigureServices(services => services
            .AddSource(connectionString)
            .AddSingleton<IReminderTable>(provider => new PostgresReminderTable(SourceOf(provider, connectionString), ServiceIdOf(provider))));
    }

    /// <summary>One pool of connections for each connection string, disposed of with the silo.</summary>
    private static IServiceCollection AddSource(this IServiceCollection services, string connectionString)
    {
        services.TryAddKeyedSingleton(new PostgresSourceKey(connectionString), (provider, _) => OpenSource(provider, connectionString));
        return services;
    }

    private static NpgsqlDataSource SourceOf(IServiceProvider services, string connectionString) =>
        services.GetRequiredKeyedService<NpgsqlDataSource>(new PostgresSourceKey(connectionString));

    private static NpgsqlDataSource OpenSource(IServiceProvider services, string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        builder.UseLoggerFactory(services.GetService<ILoggerFactory>());
        return builder.Build();
    }

    private static string ServiceIdOf(IServiceProvider services) => services.GetRequiredService<IOptions<ClusterOptions>>().Value.ServiceId;
}
