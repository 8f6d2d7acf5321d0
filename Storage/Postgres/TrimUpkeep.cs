using Aevrion.Storage.Postgres.Statements;
using Npgsql;

namespace Aevrion.Storage.Postgres;

/// <summary>Removes rows that are needed for a while only, in steps. Runs in every silo; they share the work by turns.</summary>
/// <param name="dataSource">Connections made as <see cref="PostgresConnections"/> does; its owner disposes it.</param>
/// <param name="function">See <see cref="TrimStep"/>.</param>
/// <param name="keep">What is younger stays.</param>
internal class TrimUpkeep(NpgsqlDataSource dataSource, string function, TimeSpan keep) : IStorageUpkeep
{
    /// <summary>Rows of a step; each is a transaction.</summary>
    private const int StepRows = 1_000;

    /// <summary>Steps of a run.</summary>
    private const int MaxSteps = 100;

    private readonly StatementRunner _runner = new(dataSource);

    /// <inheritdoc/>
    public TimeSpan Pause { get; } = TimeSpan.FromSeconds(20);

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        for (var step = 0; step < MaxSteps; step++)
        {
            var removed = await _runner.RunAsync(new TrimStep(function, keep, StepRows), cancellationToken).ConfigureAwait(false);
            if (removed < StepRows)
                return;
        }
    }
}
