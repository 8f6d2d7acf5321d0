using System.Collections;
using Aevrion.Core;
using Aevrion.Storage.Batches;
using Npgsql;

namespace Aevrion.Storage.Postgres.Batches;

/// <summary>The answer kept under a key.</summary>
internal sealed class FindAnswer(string key) : IStatement<BatchAnswer?>
{
    public string Text => "select request, timestamps, added from aevrion.batch_answer where key = $1::text";

    public bool IsReadOnly => true;

    public void Bind(NpgsqlParameterCollection parameters) => parameters.AddText(key);

    public async Task<BatchAnswer?> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        if (!await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            return null;
        var timestamps = PackedTimestamps.Unpack(await BytesAsync(reader, 1, cancellationToken).ConfigureAwait(false));
        var added = await reader.IsDBNullAsync(2, cancellationToken).ConfigureAwait(false)
            ? null
            : new BitArray(await BytesAsync(reader, 2, cancellationToken).ConfigureAwait(false)).Cast<bool>().Take(timestamps.Count).ToList();
        return new BatchAnswer(key, new Hash256(await BytesAsync(reader, 0, cancellationToken).ConfigureAwait(false)), timestamps, added);
    }

    private static Task<byte[]> BytesAsync(NpgsqlDataReader reader, int column, CancellationToken cancellationToken) =>
        reader.GetFieldValueAsync<byte[]>(column, cancellationToken);
}
