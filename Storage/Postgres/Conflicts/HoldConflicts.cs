using Npgsql;

namespace Aevrion.Storage.Postgres.Conflicts;

/// <summary>Keeps the list of conflicts from being changed by others until the transaction ends.</summary>
internal sealed class HoldConflicts : IStatement<bool>
{
    public string Text => "select true from aevrion.conflict_follower for no key update";

    public bool IsReadOnly => false;

    public void Bind(NpgsqlParameterCollection parameters)
    {
    }

    public Task<bool> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken) => reader.ReadAsync(cancellationToken);
}
