using Npgsql;

namespace Aevrion.Storage.Postgres.Appending;

/// <summary>Removes the notes of conditional writes once nothing that is under way can be older than they are.</summary>
internal sealed class ConditionalWriteUpkeep(NpgsqlDataSource dataSource)
    : TrimUpkeep(dataSource, "aevrion.trim_conditional_writes", Retention)
{
    /// <summary>Longer than any append takes, so closing this time refuses nobody who is not lost.</summary>
    private static readonly TimeSpan Retention = TimeSpan.FromMinutes(5);
}
