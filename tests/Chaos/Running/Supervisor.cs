using System.Collections.Concurrent;
using Aevrion.Chaos.Regions;

namespace Aevrion.Chaos.Running;

/// <summary>
/// Does what a supervisor of services does: starts PostgreSQL again when it has given up, and silos, which never should. Notes their memory.
/// </summary>
/// <param name="regions">All regions.</param>
/// <param name="log">Told of silos that ended.</param>
internal sealed class Supervisor(IReadOnlyList<ChaosRegion> regions, RunLog log)
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentQueue<string> _ends = [];

    /// <summary>Takes the silos that ended by themselves since this was asked last.</summary>
    public IEnumerable<string> TakeEnds()
    {
        while (_ends.TryDequeue(out var end))
            yield return end;
    }

    public async Task WatchAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            foreach (var region in regions)
            {
                region.Silo.NoteMemory();
                await region.Postgres.SuperviseAsync();
                if (region.Silo.UnwantedEnd is not { } end)
                    continue;
                _ends.Enqueue($"the silo of {region.Name}: {end}");
                log.Note($"the silo of {region.Name}: {end}");
                await region.Silo.StartAsync();
            }

            await Task.Delay(Period, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
