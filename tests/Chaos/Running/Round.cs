using Aevrion.Chaos.Checks;
using Aevrion.Chaos.Faults;
using Aevrion.Chaos.Workload;
using Aevrion.Client;

namespace Aevrion.Chaos.Running;

/// <summary>Work under faults for a while; then everything is put right, and what was recorded is held against what the regions have and say.</summary>
/// <param name="plan">The run that it belongs to.</param>
/// <param name="number">Its number, from 1.</param>
/// <param name="world">The regions and what is between them.</param>
/// <param name="state">Told how far it is.</param>
internal sealed class Round(RunPlan plan, int number, World world, RunState state)
{
    private const int FaultSeeds = 10;
    private const int UserSeeds = 100;
    private const int ReaderSeeds = 1_000;

    private static readonly TimeSpan SettleLimit = TimeSpan.FromSeconds(30);

    private readonly RoundKeys _keys = new(number);

    /// <summary>What was recorded; null when the regions did not come to rest.</summary>
    public RoundRecord? Record { get; private set; }

    /// <summary>A hash of the round's events.</summary>
    public string Seal { get; private set; } = "";

    /// <returns>What was found to be wrong.</returns>
    public async Task<List<string>> RunAsync(CancellationToken cancellationToken)
    {
        var history = new RoundHistory(_keys, plan.Regions);
        var faults = new FaultDriver(
            new FaultFactory(world.Regions, world.Links), FaultLane.Of(plan.Kinds), plan.Regions, plan.RegionWithDisk, world.Log.Note);
        (state.History, state.Faults, state.Phase) = (history, faults, $"round {number} of {plan.Minutes}: faults");
        await WorkAsync(history, faults, cancellationToken);

        var violations = await CheckAsync(history, cancellationToken);
        state.Totals.Add(history, plan.Regions, faults.Counts, world.Convergence.Events, violations.Count);
        foreach (var violation in violations)
            world.Log.Note($"VIOLATION: {violation}");
        world.Log.Note($"round {number}: {history.Operations} operations, {violations.Count} violations");
        return violations;
    }

    private async Task WorkAsync(RoundHistory history, FaultDriver faults, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stop.CancelAfter(plan.RoundTime);
        var clients = world.Regions.ToDictionary(region => region.Name, region => RegionClients.Create(region.Place.Url));
        try
        {
            var users = world.Regions.SelectMany((region, place) => Enumerable.Range(0, RunPlan.UsersARegion).Select(user => new RegionUser(
                region.Name, clients[region.Name], history, user, new Random(plan.SeedOf(number, UserSeeds + (place * RunPlan.UsersARegion) + user)))));
            var working = users.Select(user => user.WorkAsync(stop.Token)).ToList();
            await Task.WhenAll(working.Append(faults.RunAsync(plan.SeedOf(number, FaultSeeds), stop.Token)));
        }
        finally
        {
            foreach (var client in clients.Values)
                await client.DisposeAsync();
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    private async Task<List<string>> CheckAsync(RoundHistory history, CancellationToken cancellationToken)
    {
        state.Phase = $"round {number} of {plan.Minutes}: healing";
        world.Log.Note(state.Phase);
        foreach (var region in world.Regions)
        {
            await region.Postgres.StartAsync();
            await region.Silo.StartAsync();
        }

        var failures = new List<string>(history.WrongAnswers);
        failures.AddRange(plan.Regions.Where(region => history.AcknowledgedBy(region).Count == 0).Select(region => $"{region} acknowledged nothing"));
        var unsettled = await world.Convergence.ReadyAsync(cancellationToken) ?? await world.Convergence.EqualAsync(cancellationToken);
        failures.AddRange(world.Supervisor.TakeEnds());
        if (unsettled is not null)
            return [.. failures, unsettled];

        state.Phase = $"round {number} of {plan.Minutes}: checking";
        world.Log.Note(state.Phase);
        try
        {
            Record = await CollectAsync(history, failures, cancellationToken);
        }
        catch (AevrionException failure)
        {
            return [.. failures, $"a region does not answer after all faults are over: {failure.Message}"];
        }

        return [.. AllChecks.ViolationsOf(Record)];
    }

    private async Task<RoundRecord> CollectAsync(RoundHistory history, List<string> failures, CancellationToken cancellationToken)
    {
        var digest = world.Convergence.Digest;
        var events = await world.Convergence.ReadEventsAsync(_keys, SettleLimit, cancellationToken);
        Seal = EventTable.Seal(events[0]);
        var regions = new List<RegionRecord>();
        foreach (var (place, region) in world.Regions.Index())
        {
            await world.Watches[place].CaughtUpAsync(events[place].Count, SettleLimit, cancellationToken);
            var reader = new RegionReader(region, new Random(plan.SeedOf(number, ReaderSeeds + place)));
            regions.Add(await reader.ReadAsync(history, world.Watches[place].Tapes, events[place], digest, cancellationToken));
        }

        failures.AddRange(world.Watches.SelectMany(watches => watches.Tapes).Where(tape => tape.Failure is not null)
            .Select(tape => $"{tape.Name} of {tape.Region} gave up: {tape.Failure}"));
        failures.AddRange(await world.Convergence.VerifyAsync(cancellationToken));
        return new RoundRecord { Keys = _keys, Regions = regions, Issued = history.Issued, Refused = [.. history.Refused], Failures = failures };
    }
}
