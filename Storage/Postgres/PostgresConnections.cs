using Microsoft.Extensions.Logging;
using Npgsql;

namespace Aevrion.Storage.Postgres;

/// <summary>How this store connects: the limits of <see cref="StorageOptions"/> on top of the connection string.</summary>
public static class PostgresConnections
{
    /// <summary>
    /// A session may not trade durability for speed, and closed time relies on each query's own snapshot, whatever the server's or the
    /// role's default is. Statements are planned once for all arguments, so that a key with many events cannot tempt the planner to walk
    /// through the other index; and compiling a plan would take longer than any of them runs.
    /// </summary>
    private const string SessionOptions =
        @"-c synchronous_commit=on -c default_transaction_isolation=read\ committed -c plan_cache_mode=force_generic_plan -c jit=off";

    /// <summary>Seconds of silence after which an idle connection is probed, so that a dead server is noticed.</summary>
    private const int KeepAliveSeconds = 30;

    /// <summary>The pool that the store works on.</summary>
    public static NpgsqlDataSource CreateDataSource(StorageOptions options, ILoggerFactory loggerFactory)
    {
        var builder = new NpgsqlDataSourceBuilder(options.ConnectionString);
        builder.UseLoggerFactory(loggerFactory);
        var settings = builder.ConnectionStringBuilder;
        settings.Pooling = true;
        settings.MinPoolSize = 0;
        settings.MaxPoolSize = options.MaxPoolSize;
        settings.Timeout = (int)options.ConnectTimeout.TotalSeconds;
        settings.CommandTimeout = (int)options.CommandTimeout.TotalSeconds;
        settings.KeepAlive = KeepAliveSeconds;
        settings.MaxAutoPrepare = 0; // every statement is prepared explicitly
        settings.NoResetOnClose = true; // no statement leaves session state behind
        settings.Options = string.IsNullOrEmpty(settings.Options) ? SessionOptions : $"{settings.Options} {SessionOptions}";
        if (string.IsNullOrEmpty(settings.ApplicationName))
            settings.ApplicationName = $"aevrion {options.Region}";
        return builder.Build();
    }
}
