using Aevrion.Storage.Rebuild;
using Npgsql;

namespace Aevrion.Storage.Postgres.Statements;

/// <summary>
/// Mends rows of tree_node that <see cref="LockNodes"/> has locked: counts by what they lack, so that what was appended meanwhile stays in
/// them, and digests with the number of events that they were taken of. What has no events under it goes.
/// </summary>
internal sealed class MendNodes(IReadOnlyList<NodeMend> mends) : IStatement<bool>
{
    public string Text =>
        """
        with sent as materialized (
            select * from unnest($1::smallint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bytea[]) as sent (level, index, lacks, count, digest)
        ), gone as (
            delete from aevrion.tree_node as node using sent
            where node.level = sent.level and node.index = sent.index and node.count + sent.lacks <= 0
        )
        update aevrion.tree_node as node
        set count = node.count + sent.lacks, digest = sent.digest, digest_count = case when sent.digest is not null then sent.count end
        from sent
        where node.level = sent.level and node.index = sent.index and node.count + sent.lacks > 0
        """;

    public bool IsReadOnly => false;

    public void Bind(NpgsqlParameterCollection parameters)
    {
        parameters.AddSmallints([.. mends.Select(mend => (short)mend.Address.Level)]);
        parameters.AddBigints([.. mends.Select(mend => mend.Address.Index)]);
        parameters.AddBigints([.. mends.Select(mend => mend.Delta)]);
        parameters.AddBigints([.. mends.Select(mend => mend.Count)]);
        parameters.AddNullableBytes([.. mends.Select(mend => mend.Digest is { } digest ? digest.ToArray() : default(ReadOnlyMemory<byte>?))]);
    }

    public Task<bool> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken) => Task.FromResult(true);
}
