namespace Aevrion.Storage.Postgres.Conflicts;

/// <summary>The parents of events in a statement: those they came with, and those they were found to have since.</summary>
internal static class AllParents
{
    /// <summary>The parents of a row with ts, id and parents, 32 bytes each.</summary>
    public static string Of(string row) => $"coalesce({row}.parents, '') || coalesce(more.parents, '')";

    /// <summary>The join that <see cref="Of"/> needs; it adds no rows.</summary>
    public static string Join(string row) => $"left join aevrion.event_parent as more on more.ts = {row}.ts and more.id = {row}.id";
}
