using Npgsql;

namespace Aevrion.Storage.Postgres.Statements;

/// <summary>Raises the floor of closed time once the appends under way are through; answers the floor in force.</summary>
internal sealed class CloseTime(long throughMs) : IStatement<long>
{
    public string Text => "select aevrion.close_time($1::bigint)";

    /// <remarks>Closing the same time twice is closing it once.</remarks>
    public bool IsReadOnly => true;

    public void Bind(NpgsqlParameterCollection parameters) => parameters.AddBigint(throughMs);

    public async Task<long> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        return reader.GetInt64(0);
    }
}
