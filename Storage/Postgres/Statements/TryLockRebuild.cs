using Npgsql;

namespace Aevrion.Storage.Postgres.Statements;

/// <summary>Takes the lock that whoever rebuilds holds, for the session; answers false when another session has it.</summary>
internal sealed class TryLockRebuild : IStatement<bool>
{
    /// <summary>Advisory lock of the database: "Aevrion" and 4 in ASCII.</summary>
    public const long LockKey = 0x41657672696F6E04;

    public string Text => $"select pg_try_advisory_lock({LockKey})";

    public bool IsReadOnly => false;

    public void Bind(NpgsqlParameterCollection parameters)
    {
    }

    public async Task<bool> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        return reader.GetBoolean(0);
    }
}
