using Aevrion.Chaos.Checks;

namespace Aevrion.Chaos.Running;

/// <summary>A run: regions are started, go through rounds of faults, and hold in the end what they held after each.</summary>
/// <param name="plan">What it is to do.</param>
/// <param name="state">Told how far it is.</param>
internal sealed class ChaosRun(RunPlan plan, RunState state)
{
    private readonly Dictionary<int, string> _seals = [];

    /// <summary>Runs until its end, or until the first round that breaks a promise.</summary>
    /// <returns>What was found to be wrong.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(RunLog log, CancellationToken cancellationToken)
    {
        await using var world = await World.StartAsync(plan, state, log, cancellationToken);
        for (var number = 1; number <= plan.Minutes; number++)
        {
            var round = new Round(plan, number, world, state);
            var violations = await round.RunAsync(cancellationToken);
            if (violations.Count > 0)
            {
                await new Evidence(plan.Setup.Folder).KeepAsync(violations, round.Record);
                return violations;
            }

            _seals[number] = round.Seal;
        }

        state.Phase = "comparing with what each round left";
        var lost = await BrokenSealsAsync(world, cancellationToken);
        state.Totals.AddViolations(lost.Count);
        if (lost.Count > 0)
            await new Evidence(plan.Setup.Folder).KeepAsync(lost, record: null);
        return lost;
    }

    private async Task<List<string>> BrokenSealsAsync(World world, CancellationToken cancellationToken)
    {
        var broken = new List<string>();
        foreach (var (number, seal) in _seals)
        {
            foreach (var region in world.Regions)
            {
                var events = await EventTable.ReadAsync(region, new Workload.RoundKeys(number).Prefix, cancellationToken);
                if (EventTable.Seal(events) != seal)
                    broken.Add($"what {region.Name} holds of round {number} is not what it held after it");
            }
        }

        return broken;
    }
}
