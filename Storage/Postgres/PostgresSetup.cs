using Aevrion.Storage.Postgres.Statements;
using Npgsql;

namespace Aevrion.Storage.Postgres;

/// <summary>
/// Makes a region's database ready: migrates it, then makes sure that it is this region's and was made with this tree shape. A count
/// in tree_node means nothing under another shape, so a database never changes hands.
/// </summary>
public sealed class PostgresSetup(NpgsqlDataSource dataSource, StorageOptions options, PostgresMigrator migrator) : IStorageSetup
{
    /// <inheritdoc/>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await migrator.MigrateAsync(cancellationToken).ConfigureAwait(false);

        var runner = new StatementRunner(dataSource);
        var (region, granularityMs, branchingFactor) =
            await runner.RunAsync(new ClaimDatabase(options.Region, options.Shape), cancellationToken).ConfigureAwait(false);
        if (region != options.Region)
            throw new StorageConfigurationException(
                $"The database '{DatabaseName}' belongs to region '{region}', and this silo is configured as region '{options.Region}'. " +
                "Give each region a database of its own.");
        if (granularityMs != options.Shape.GranularityMs || branchingFactor != options.Shape.BranchingFactor)
            throw new StorageConfigurationException(
                $"The database '{DatabaseName}' was made with granularity {granularityMs} ms and branching factor {branchingFactor}, and this " +
                $"silo is configured with {options.Shape.GranularityMs} ms and {options.Shape.BranchingFactor}. Configure what it was made with.");
    }

    private string? DatabaseName => new NpgsqlConnectionStringBuilder(options.ConnectionString).Database;
}
