using Npgsql;

namespace Aevrion.Storage.Postgres.Appending;

/// <summary>What an append adds to a node's count.</summary>
internal readonly record struct TreeGrowth(short Level, long Index, long Count)
{
    /// <summary>Adds the arguments of unnest(smallint[], bigint[], bigint[]).</summary>
    public static void Bind(IReadOnlyList<TreeGrowth> nodes, NpgsqlParameterCollection parameters)
    {
        parameters.AddSmallints([.. nodes.Select(node => node.Level)]);
        parameters.AddBigints([.. nodes.Select(node => node.Index)]);
        parameters.AddBigints([.. nodes.Select(node => node.Count)]);
    }
}
