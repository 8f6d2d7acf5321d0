using Npgsql;

namespace Aevrion.Storage.Postgres.Statements;

/// <summary>Makes every filter of an era's keys wrong, kept ones and those that silos hold, so that all are made anew. Eras are locked in order.</summary>
internal sealed class DistrustFilters : IStatement<bool>
{
    public string Text =>
        """
        with locked as materialized (select number from aevrion.era order by number for no key update)
        update aevrion.era as era set changes = era.changes + 1 from locked where era.number = locked.number
        """;

    public bool IsReadOnly => false;

    public void Bind(NpgsqlParameterCollection parameters)
    {
    }

    public Task<bool> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken) => Task.FromResult(true);
}
