using Aevrion.Chaos.Regions;

namespace Aevrion.Chaos.Faults;

/// <summary>A PostgreSQL server that stands still for a while.</summary>
/// <param name="postgres">The server.</param>
internal sealed class PausedPostgres(PostgresCluster postgres) : IFault
{
    public Task StrikeAsync()
    {
        postgres.Pause();
        return Task.CompletedTask;
    }

    public Task HealAsync()
    {
        postgres.Continue();
        return Task.CompletedTask;
    }
}
