using Npgsql;

namespace Aevrion.Storage.Postgres.Conflicts;

/// <summary>Moves the position of a list of conflicts that stays as it is; answers false when the position is another.</summary>
internal sealed class MoveConflictPosition(long from, long to) : IStatement<bool>
{
    public string Text => "update aevrion.conflict_follower set position = $2::bigint where position = $1::bigint returning true";

    public bool IsReadOnly => false;

    public void Bind(NpgsqlParameterCollection parameters)
    {
        parameters.AddBigint(from);
        parameters.AddBigint(to);
    }

    public Task<bool> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken) => reader.ReadAsync(cancellationToken);
}
