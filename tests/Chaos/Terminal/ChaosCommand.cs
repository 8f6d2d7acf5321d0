using System.Runtime.InteropServices;
using Aevrion.Chaos.Running;
using Spectre.Console;

namespace Aevrion.Chaos.Terminal;

/// <summary>Runs for a person or a script: results on standard output, a live picture where there is a terminal.</summary>
internal static class ChaosCommand
{
    private const int Held = 0;
    private const int Violated = 1;
    private const int WrongUsage = 2;
    private const int Failed = 3;
    private const int Interrupted = 130;

    /// <returns>0 when every promise was kept, 1 for a violation, 2 for arguments that make no sense, 3 when it could not run, 130 when interrupted.</returns>
    public static async Task<int> RunAsync(string[] arguments)
    {
        if (ChaosOptions.Parse(arguments) is not { } options)
        {
            await Console.Error.WriteLineAsync(ChaosOptions.Usage);
            return WrongUsage;
        }

        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, stop));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, stop));
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal => Stop(signal, stop));
        try
        {
            return await RunAsync(options.ToPlan(options.Seed ?? Random.Shared.Next(1, 1_000_000)), stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            Console.WriteLine("Interrupted; nothing is left running.");
            return Interrupted;
        }
        catch (Exception failure) when (failure is InvalidOperationException or Npgsql.NpgsqlException)
        {
            await Console.Error.WriteLineAsync($"aevrion: {failure.Message}");
            return Failed;
        }
    }

    private static async Task<int> RunAsync(RunPlan plan, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(plan.Setup.Folder);
        Console.WriteLine(
            $"Seed {plan.Seed}: {plan.Minutes} minutes of faults, regions {string.Join(", ", plan.Regions)}; log: {Path.Combine(plan.Setup.Folder, "run.log")}");
        if (plan.RegionWithDisk is null)
            Console.WriteLine("A full disk is left out: no file system can be mounted here.");
        Directory.CreateDirectory(plan.Setup.DatabaseFolder);

        var state = new RunState();
        IReadOnlyList<string> violations;
        using (var log = new RunLog(Path.Combine(plan.Setup.Folder, "run.log")))
        {
            var running = new ChaosRun(plan, state).RunAsync(log, cancellationToken);
            if (AnsiConsole.Profile.Capabilities.Interactive && !Console.IsOutputRedirected)
                await LivePicture.ShowAsync(plan, state, log, running);
            else
                await PlainProgress.ShowAsync(state, log, running);
            violations = await running;
        }

        Report(plan, state, violations);
        return violations.Count == 0 ? Held : Violated;
    }

    private static void Report(RunPlan plan, RunState state, IReadOnlyList<string> violations)
    {
        var totals = state.Totals;
        Console.WriteLine($"""
            rounds       {totals.Rounds}
            requests     {totals.Operations:N0} recorded, {totals.Acknowledged:N0} writes acknowledged, {totals.Unavailable:N0} times unavailable, {totals.Unknown:N0} writes of unknown outcome
            events       {totals.Events:N0} in each region
            faults       {totals.DescribeFaults()}
            memory       at most {string.Join(", ", state.Regions.Select(region => $"{region.Name} {region.Silo.PeakMemoryBytes / (1024 * 1024)} MB"))}
            violations   {violations.Count}
            """);
        foreach (var violation in violations)
            Console.WriteLine($"  {violation}");
        if (violations.Count > 0)
            Console.WriteLine($"""
                Logs, events and recorded requests: {plan.Setup.Folder}
                Again: ./aevrion chaos --seed {plan.Seed} --minutes {plan.Minutes} --regions {plan.Regions.Count}
                """);
    }

    private static void Stop(PosixSignalContext signal, CancellationTokenSource stop)
    {
        signal.Cancel = true;
        stop.Cancel();
    }
}
