using Npgsql;

namespace Aevrion.Storage.Postgres.Statements;

/// <summary>Begins a new era where writing goes on; answers whether it did.</summary>
/// <param name="knownEra">The newest era that the caller knows.</param>
/// <param name="frontierMs">A time of events written just now, in the era that is full.</param>
/// <param name="minGapMs">How long the time without events must be that the new era takes.</param>
internal sealed class BeginEra(short knownEra, long frontierMs, long minGapMs) : IStatement<bool>
{
    public string Text => "select aevrion.begin_era($1::smallint, $2::bigint, $3::bigint)";

    public bool IsReadOnly => false;

    public void Bind(NpgsqlParameterCollection parameters)
    {
        parameters.AddSmallint(knownEra);
        parameters.AddBigint(frontierMs);
        parameters.AddBigint(minGapMs);
    }

    public async Task<bool> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        return reader.GetBoolean(0);
    }
}
