using Aevrion.Storage.Filters;
using Npgsql;

namespace Aevrion.Storage.Postgres.Filters;

/// <summary>The kept filter of an era; null when there is none, or one that is not of this build's form.</summary>
internal sealed class ReadFilter(short era) : IStatement<EraFilter?>
{
    public string Text => "select changes, filter from aevrion.key_filter where era = $1::smallint and filter is not null";

    public bool IsReadOnly => true;

    public void Bind(NpgsqlParameterCollection parameters) => parameters.AddSmallint(era);

    public async Task<EraFilter?> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        if (!await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            return null;
        var bytes = await reader.GetFieldValueAsync<byte[]>(1, cancellationToken).ConfigureAwait(false);
        return KeyFilter.FromArray(bytes) is { } keys ? new EraFilter(era, reader.GetInt64(0), keys) : null;
    }
}
