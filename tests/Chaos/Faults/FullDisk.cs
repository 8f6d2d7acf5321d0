using Aevrion.Chaos.Regions;

namespace Aevrion.Chaos.Faults;

/// <summary>No space left under PostgreSQL, which goes down when it cannot write its log, and comes up when there is space again.</summary>
/// <param name="disk">The disk.</param>
/// <param name="postgres">The server.</param>
internal sealed class FullDisk(SmallDisk disk, PostgresCluster postgres) : IFault
{
    public Task StrikeAsync() => Task.Run(disk.Fill);

    public Task HealAsync()
    {
        disk.Empty();
        return postgres.StartAsync();
    }
}
