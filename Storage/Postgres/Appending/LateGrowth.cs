namespace Aevrion.Storage.Postgres.Appending;

/// <summary>
/// Notes that eras other than the newest have grown, so that filters of their keys are no longer relied on. Rows are locked by number,
/// behind the events and before the tree.
/// </summary>
internal static class LateGrowth
{
    /// <summary>The statement.</summary>
    /// <param name="argument">The numbers of the eras, a smallint[].</param>
    /// <param name="condition">When there is something to note.</param>
    public static string Update(string argument, string condition = "true") =>
        $"""
        update aevrion.era as era set changes = era.changes + 1
        from (select number from aevrion.era where number = any ({argument}::smallint[]) and {condition} order by number for no key update) as touched
        where era.number = touched.number
        """;

    /// <summary>
    /// The same as parts of a statement, for those appends that need them: what to put before the tree grows, and what makes the tree
    /// wait for it.
    /// </summary>
    /// <param name="batch">The events.</param>
    /// <param name="argument">See <see cref="Update"/>.</param>
    /// <param name="condition">See <see cref="Update"/>.</param>
    public static (string Query, string Join) Within(AppendBatch batch, string argument, string condition) => batch.OlderEras.Length == 0
        ? ("", "")
        : ($", late as ({Update(argument, condition)} returning true)", "cross join (select count(*) from late) as noted");
}
