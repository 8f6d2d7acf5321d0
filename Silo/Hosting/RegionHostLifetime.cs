namespace Aevrion.Silo.Hosting;

/// <summary>The region's host lives as long as <see cref="RegionHost"/> says; signals reach it through the process's own host.</summary>
internal sealed class RegionHostLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
