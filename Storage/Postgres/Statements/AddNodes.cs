using Aevrion.Storage.Rebuild;
using Npgsql;

namespace Aevrion.Storage.Postgres.Statements;

/// <summary>
/// Adds rows that tree_node lacks, in the order in which <see cref="Appending.AppendMissingEvents"/> does. One that an append has made meanwhile counts what
/// that append brought, and gets the rest.
/// </summary>
internal sealed class AddNodes(IReadOnlyList<NodeMend> mends) : IStatement<bool>
{
    public string Text =>
        """
        insert into aevrion.tree_node as node (level, index, count, digest, digest_count)
        select level, index, count, digest, case when digest is not null then count end
        from unnest($1::smallint[], $2::bigint[], $3::bigint[], $4::bytea[]) as sent (level, index, count, digest)
        order by level, index
        on conflict (level, index) do update set count = node.count + excluded.count, digest = null, digest_count = null
        """;

    public bool IsReadOnly => false;

    public void Bind(NpgsqlParameterCollection parameters)
    {
        parameters.AddSmallints([.. mends.Select(mend => (short)mend.Address.Level)]);
        parameters.AddBigints([.. mends.Select(mend => mend.Address.Index)]);
        parameters.AddBigints([.. mends.Select(mend => mend.Count)]);
        parameters.AddNullableBytes([.. mends.Select(mend => mend.Digest is { } digest ? digest.ToArray() : default(ReadOnlyMemory<byte>?))]);
    }

    public Task<bool> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken) => Task.FromResult(true);
}
