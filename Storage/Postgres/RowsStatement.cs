using Aevrion.Core;
using Npgsql;

namespace Aevrion.Storage.Postgres;

/// <summary>A statement that answers rows, in the order the server sends them.</summary>
internal abstract class RowsStatement<TRow> : IStatement<IReadOnlyList<TRow>>
{
    /// <summary>Room for the bytes of a hash on their way out of a row.</summary>
    protected byte[] HashBytes { get; } = new byte[Hash256.Length];

    public abstract string Text { get; }

    public virtual bool IsReadOnly => true;

    public abstract void Bind(NpgsqlParameterCollection parameters);

    public async Task<IReadOnlyList<TRow>> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var rows = new List<TRow>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            rows.Add(ReadRow(reader));
        return rows;
    }

    /// <summary>Reads the current row, which is in memory.</summary>
    protected abstract TRow ReadRow(NpgsqlDataReader reader);
}
