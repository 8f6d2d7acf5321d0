using Aevrion.Core;
using Aevrion.Core.Tree;
using Npgsql;

namespace Aevrion.Storage.Postgres.Statements;

/// <summary>Takes counts and digests of leaves from their stamps as they come; nothing is allocated for an event.</summary>
/// <param name="spans">Runs of neighbouring leaves; ascending, without overlap.</param>
/// <param name="shape">Geometry of the tree.</param>
internal sealed class TakeLeaves(IReadOnlyList<NodeRange> spans, TreeShape shape) : IStatement<IReadOnlyList<TreeNode>>
{
    private readonly byte[] _id = new byte[Hash256.Length];

    /// <remarks>
    /// The limit makes each span one ordered range of the primary key. They come one after the other as they were sent, without a
    /// sort of all of them: that is how a lateral join works, and it is checked when they are read.
    /// </remarks>
    public string Text =>
        $"""
        select found.ts, found.id
        from unnest($1::bigint[], $2::bigint[]) as asked (first, beyond)
        cross join lateral (
            select ts, id from aevrion.event where ts >= asked.first and ts < asked.beyond order by ts, id limit {long.MaxValue}
        ) as found
        """;

    public bool IsReadOnly => true;

    public void Bind(NpgsqlParameterCollection parameters)
    {
        parameters.AddBigints([.. spans.Select(span => shape.StartOf(span.First))]);
        parameters.AddBigints([.. spans.Select(span => shape.StartOf(span.End))]);
    }

    public async Task<IReadOnlyList<TreeNode>> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var taken = new List<TreeNode>();
        var hasher = new LeafHasher();
        var (leaf, beyondMs, lastMs) = (-1L, long.MinValue, long.MinValue);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            var timestamp = reader.GetInt64(0);
            if (timestamp < lastMs)
                throw new InvalidDataException("PostgreSQL answered events out of the order that was asked for.");
            if (timestamp >= beyondMs)
            {
                Finish(leaf, hasher, taken);
                leaf = shape.LeafOf(timestamp);
                beyondMs = shape.StartOf(leaf + 1);
            }

            reader.GetBytes(1, 0, _id, 0, _id.Length);
            hasher.Add(_id);
            lastMs = timestamp;
        }

        Finish(leaf, hasher, taken);
        return taken;
    }

    private static void Finish(long leaf, LeafHasher hasher, List<TreeNode> taken)
    {
        var count = hasher.Count;
        if (count > 0)
            taken.Add(new TreeNode(new NodeAddress(0, leaf), count, hasher.Finish()));
    }
}
