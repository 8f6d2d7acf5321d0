using Aevrion.Chaos.Regions;

namespace Aevrion.Chaos.Faults;

/// <summary>One process of PostgreSQL killed. It puts itself right.</summary>
/// <param name="postgres">The server.</param>
/// <param name="random">Chooses the process.</param>
internal sealed class KilledPostgresProcess(PostgresCluster postgres, Random random) : IFault
{
    public Task StrikeAsync()
    {
        postgres.KillBackend(random);
        return Task.CompletedTask;
    }

    public Task HealAsync() => postgres.StartAsync();
}
