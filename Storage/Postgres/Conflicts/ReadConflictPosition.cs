using Npgsql;

namespace Aevrion.Storage.Postgres.Conflicts;

/// <summary>The commit up to which the list of conflicts is right.</summary>
internal sealed class ReadConflictPosition : IStatement<long>
{
    public string Text => "select position from aevrion.conflict_follower";

    public bool IsReadOnly => true;

    public void Bind(NpgsqlParameterCollection parameters)
    {
    }

    public async Task<long> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        return reader.GetInt64(0);
    }
}
