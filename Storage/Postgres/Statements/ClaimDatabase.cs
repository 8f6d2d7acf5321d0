using Aevrion.Core.Tree;
using Npgsql;

namespace Aevrion.Storage.Postgres.Statements;

/// <summary>Writes into a new database whose it is; answers whose it is.</summary>
internal sealed class ClaimDatabase(string region, TreeShape shape) : IStatement<(string Region, long GranularityMs, int BranchingFactor)>
{
    /// <remarks>The update changes nothing; it makes the row be returned, also one that another silo is writing at this moment.</remarks>
    public string Text =>
        """
        insert into aevrion.shape (region, granularity_ms, branching_factor)
        values ($1::text, $2::bigint, $3::integer)
        on conflict (only_row) do update set only_row = true
        returning region, granularity_ms, branching_factor
        """;

    public bool IsReadOnly => false;

    public void Bind(NpgsqlParameterCollection parameters)
    {
        parameters.AddText(region);
        parameters.AddBigint(shape.GranularityMs);
        parameters.AddInteger(shape.BranchingFactor);
    }

    public async Task<(string Region, long GranularityMs, int BranchingFactor)> ReadAsync(
        NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        return (reader.GetString(0), reader.GetInt64(1), reader.GetInt32(2));
    }
}
