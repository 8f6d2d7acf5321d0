using System.Collections.Concurrent;

namespace Aevrion.Chaos.Faults;

/// <summary>Lets planned faults happen, lane by lane, and puts all of it right in the end.</summary>
/// <param name="factory">Makes the faults.</param>
/// <param name="lanes">What may happen.</param>
/// <param name="regions">All regions.</param>
/// <param name="regionWithDisk">The region whose disk can be filled; null when there is none.</param>
/// <param name="note">Told of every fault, when it begins and when it ends.</param>
internal sealed class FaultDriver(FaultFactory factory, IReadOnlyList<FaultLane> lanes, IReadOnlyList<string> regions, string? regionWithDisk, Action<string> note)
{
    private readonly ConcurrentDictionary<FaultKind, int> _counts = [];
    private readonly ConcurrentDictionary<PlannedFault, bool> _standing = [];

    /// <summary>How often each has happened.</summary>
    public IReadOnlyDictionary<FaultKind, int> Counts => _counts;

    /// <summary>What goes wrong just now.</summary>
    public IEnumerable<PlannedFault> Standing => _standing.Keys;

    /// <summary>Runs until told to stop; then everything is put right.</summary>
    public Task RunAsync(int seed, CancellationToken stop) =>
        Task.WhenAll(lanes.Select((lane, number) => RunAsync(FaultPlan.Draw(lane, regions, regionWithDisk, seed + number), stop)));

    private async Task RunAsync(IEnumerable<PlannedFault> plans, CancellationToken stop)
    {
        foreach (var plan in plans)
        {
            if (!await PauseAsync(plan.AfterMs, stop))
                return;
            var fault = factory.Make(plan);
            _standing[plan] = true;
            note($"begins: {plan}");
            try
            {
                await fault.StrikeAsync();
                await PauseAsync(plan.HoldMs, stop);
            }
            finally
            {
                await fault.HealAsync();
                _standing.Remove(plan, out _);
                _counts.AddOrUpdate(plan.Kind, 1, (_, count) => count + 1);
                note($"ends:   {plan}");
            }
        }
    }

    /// <returns>False when told to stop.</returns>
    private static async Task<bool> PauseAsync(int milliseconds, CancellationToken stop)
    {
        await Task.Delay(milliseconds, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !stop.IsCancellationRequested;
    }
}
