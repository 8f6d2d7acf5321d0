using Npgsql;

namespace Aevrion.Storage.Postgres.Statements;

/// <summary>A step of removing what is old; answers how many rows went.</summary>
/// <param name="function">The function that removes, of a time to keep in milliseconds and a number of rows.</param>
/// <param name="keep">What is younger stays.</param>
/// <param name="mostRows">Rows removed at most.</param>
internal sealed class TrimStep(string function, TimeSpan keep, int mostRows) : IStatement<int>
{
    public string Text { get; } = $"select {function}($1::bigint, $2::integer)";

    public bool IsReadOnly => false;

    public void Bind(NpgsqlParameterCollection parameters)
    {
        parameters.AddBigint((long)keep.TotalMilliseconds);
        parameters.AddInteger(mostRows);
    }

    public async Task<int> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        return reader.GetInt32(0);
    }
}
