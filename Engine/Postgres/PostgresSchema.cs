using Npgsql;
using Orleans.Runtime;

namespace Aevrion.Engine.Postgres;

/// <summary>
/// The engine's own tables. Created when they are missing, by whichever process comes first; others that start at the same time wait for
/// it on an advisory lock, since <c>create table if not exists</c> alone can fail when run twice at once.
/// </summary>
internal static class PostgresSchema
{
    /// <summary>Longest wait for another process to create the tables.</summary>
    private static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Key of the advisory lock; an arbitrary number that nobody else uses.</summary>
    private const long LockKey = 0x4145_5652_454E_4701;

    private const string Tables =
        """
        create table if not exists engine_grain_state (
            service    text        not null,
            grain_type text        not null,
            grain_key  text        not null,
            state_name text        not null,
            state      jsonb       not null,
            version    bigint      not null,
            written_at timestamptz not null default now(),
            primary key (service, grain_type, grain_key, state_name)
        );
        create table if not exists engine_reminder (
            service    text        not null,
            grain_type text        not null,
            grain_key  text        not null,
            name       text        not null,
            start_at   timestamptz not null,
            period     interval    not null,
            version    bigint      not null,
            primary key (service, grain_type, grain_key, name)
        );
        """;

    public static async Task EnsureAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        try
        {
            // Looking first lets a user who may not create tables run on a database that has them.
            await using (var exists = source.CreateCommand(
                             "select to_regclass('engine_grain_state') is not null and to_regclass('engine_reminder') is not null"))
            {
                if (await exists.ExecuteScalarAsync(cancellationToken) is true)
                    return;
            }

            await using var connection = await source.OpenConnectionAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await using var command = new NpgsqlCommand(
                $"set local lock_timeout = {(int)LockTimeout.TotalMilliseconds}; select pg_advisory_xact_lock({LockKey}); {Tables}", connection, transaction);
            await command.ExecuteNonQueryAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (NpgsqlException exception)
        {
            throw new OrleansException(
                "The grain engine's tables could not be created or checked. See whether PostgreSQL runs and the user may create tables.", exception);
        }
    }
}
