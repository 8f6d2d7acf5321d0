using Aevrion.Storage.Rebuild;
using Npgsql;

namespace Aevrion.Storage.Postgres.Statements;

/// <summary>
/// Mends rows of tree_node that <see cref="LockNodes"/> has locked: counts by what they lack, so that what was appended meanwhile stays in
/// them, and digests with the number of events that they were taken of, unless newer ones have come since. What has no events under it goes.
/// </summary>
/// <remarks>A digest must not give way to an older one: the nodes above may be valid by it, and would seem to rest on nothing.</remarks>
internal sealed class MendNodes(IReadOnlyList<NodeMend> mends) : IStatement<bool>
{
    /// <summary>True when the row's digest is older than the one sent, or the one that was found wrong.</summary>
    private const string Gives = "(sent.lacks <> 0 or coalesce(node.digest_count, 0) <= sent.count or node.digest_count = sent.seen)";

    private const string Sql =
        $"""
        with sent as materialized (
            select * from unnest($1::smallint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bytea[], $6::bigint[])
                as sent (level, index, lacks, count, digest, seen)
        ), gone as (
            delete from aevrion.tree_node as node using sent
            where node.level = sent.level and node.index = sent.index and node.count + sent.lacks <= 0
        )
        update aevrion.tree_node as node
        set count = node.count + sent.lacks,
            digest = case when {Gives} then sent.digest else node.digest end,
            digest_count = case when {Gives} then case when sent.digest is not null then sent.count end else node.digest_count end
        from sent
        where node.level = sent.level and node.index = sent.index and node.count + sent.lacks > 0
        """;

    public string Text => Sql;

    public bool IsReadOnly => false;

    public void Bind(NpgsqlParameterCollection parameters)
    {
        parameters.AddSmallints([.. mends.Select(mend => (short)mend.Address.Level)]);
        parameters.AddBigints([.. mends.Select(mend => mend.Address.Index)]);
        parameters.AddBigints([.. mends.Select(mend => mend.Delta)]);
        parameters.AddBigints([.. mends.Select(mend => mend.Count)]);
        parameters.AddNullableBytes([.. mends.Select(mend => mend.Digest is { } digest ? digest.ToArray() : default(ReadOnlyMemory<byte>?))]);
        parameters.AddNullableBigints([.. mends.Select(mend => mend.SeenDigestCount)]);
    }

    public Task<bool> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken) => Task.FromResult(true);
}
