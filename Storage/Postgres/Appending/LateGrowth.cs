using Npgsql;

namespace Aevrion.Storage.Postgres.Appending;

/// <summary>
/// Notes that eras other than the newest have grown, so that filters of their keys are no longer relied on. Rows are locked by number,
/// behind the events and before the tree.
/// </summary>
internal static class LateGrowth
{
    /// <summary>What makes the tree wait for <see cref="Within"/>, in the query that grows it.</summary>
    public const string WaitFor = "cross join (select count(*) from late) as noted";

    /// <summary>The statement.</summary>
    /// <param name="argument">The numbers of the eras, a smallint[].</param>
    /// <param name="condition">When there is something to note.</param>
    public static string Update(string argument, string condition = "true") =>
        $"""
        update aevrion.era as era set changes = era.changes + 1
        from (select number from aevrion.era where number = any ({argument}::smallint[]) and {condition} order by number for no key update) as touched
        where era.number = touched.number
        """;

    /// <summary>The same as a part of a statement, for those appends that grow late; to be put before the tree grows.</summary>
    /// <param name="argument">What <see cref="Bind"/> adds.</param>
    /// <param name="condition">See <see cref="Update"/>.</param>
    public static string Within(string argument, string condition) => $", late as ({Update(argument, condition)} returning true)";

    /// <summary>Adds the numbers of the eras, if there are any.</summary>
    public static void Bind(AppendBatch batch, NpgsqlParameterCollection parameters)
    {
        if (batch.GrowsLate)
            parameters.AddSmallints(batch.OlderEras);
    }
}
