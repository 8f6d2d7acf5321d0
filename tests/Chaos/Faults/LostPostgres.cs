using Aevrion.Chaos.Regions;

namespace Aevrion.Chaos.Faults;

/// <summary>A PostgreSQL server that is not there for a while.</summary>
/// <param name="postgres">The server.</param>
/// <param name="isAsked">Whether it is asked to shut down; otherwise it is killed.</param>
internal sealed class LostPostgres(PostgresCluster postgres, bool isAsked) : IFault
{
    public Task StrikeAsync() => isAsked ? postgres.ShutDownAsync() : postgres.KillAsync();

    public Task HealAsync() => postgres.StartAsync();
}
