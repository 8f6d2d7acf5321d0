using Aevrion.Core.Tree;
using Npgsql;

namespace Aevrion.Storage.Postgres.Statements;

/// <summary>Keeps digests, one a node, unless one of more events is kept already.</summary>
/// <remarks>
/// The rows are locked in the order of <see cref="Appending.AppendMissingEvents"/>, so the two cannot deadlock. A digest is a cache: its transaction
/// does not wait for the disk, so that writers never wait for a lock for that long.
/// </remarks>
internal sealed class SaveDigests(IReadOnlyList<TreeNode> nodes) : IStatement<bool>
{
    public string Text =>
        """
        with relaxed as materialized (
            select set_config('synchronous_commit', 'off', true)
        ), locked as materialized (
            select node.level, node.index, sent.count, sent.digest
            from unnest($1::smallint[], $2::bigint[], $3::bigint[], $4::bytea[]) as sent (level, index, count, digest)
            join aevrion.tree_node as node on node.level = sent.level and node.index = sent.index
            cross join relaxed
            where coalesce(node.digest_count, 0) <= sent.count
              and (node.digest_count is distinct from sent.count or node.digest is distinct from sent.digest)
            order by node.level, node.index
            for update of node
        )
        update aevrion.tree_node as node
        set digest = locked.digest, digest_count = locked.count
        from locked
        where node.level = locked.level and node.index = locked.index
        """;

    public bool IsReadOnly => false;

    public void Bind(NpgsqlParameterCollection parameters)
    {
        parameters.AddSmallints([.. nodes.Select(node => (short)node.Address.Level)]);
        parameters.AddBigints([.. nodes.Select(node => node.Address.Index)]);
        parameters.AddBigints([.. nodes.Select(node => node.Count)]);
        parameters.AddBytes(PackedHashes.Slices(nodes, node => node.Digest));
    }

    public Task<bool> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken) => Task.FromResult(true);
}
