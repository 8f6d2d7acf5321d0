using System.Diagnostics;
using Aevrion.Simulation.Canaries;
using Aevrion.Simulation.Running;
using Spectre.Console;

namespace Aevrion.Simulation.Terminal;

/// <summary>Runs seeds for a person or a script: results on standard output, a progress bar where there is a terminal.</summary>
internal static class SimulationCommand
{
    private const int Held = 0;
    private const int Violated = 1;
    private const int WrongUsage = 2;

    /// <returns>0 when everything held, 1 for a violation (or a canary that nobody caught), 2 for arguments that make no sense.</returns>
    public static int Run(string[] arguments)
    {
        if (SimulationOptions.Parse(arguments) is not { } options || BuildOf(options.Build) is not { } build)
        {
            Console.Error.WriteLine(SimulationOptions.Usage);
            return WrongUsage;
        }

        if (options.Canaries)
            return RunCanaries();
        return options.Seed is { } seed ? Replay(seed, build(), options) : RunSeeds(options, build);
    }

    private static int Replay(ulong seed, ProductBuild build, SimulationOptions options)
    {
        var result = SimulationRun.Of(seed, build, options.Trace ? Console.Out : null);
        if (result.Violation is null)
            Console.WriteLine($"seed {seed}: every promise was kept");
        else
            Report(result, options);
        Console.WriteLine($"steps {result.Steps}, writes {result.Writes}, exchanges {result.Exchanges}, trace {result.TraceHash:x16}");
        return result.Violation is null ? Held : Violated;
    }

    private static int RunSeeds(SimulationOptions options, Func<ProductBuild> build)
    {
        var watch = Stopwatch.StartNew();
        var totals = new RunTotals();
        void Tell(SeedResult result)
        {
            totals.Add(result);
            if (options.KeepGoing && result.Violation is not null)
                Console.WriteLine($"seed {result.Seed}: {result.Violation.Promise}: {result.Violation.Detail}");
        }

        var violating = AnsiConsole.Profile.Capabilities.Interactive && !Console.IsOutputRedirected
            ? ProgressBar.Show(options.Seeds, totals, tell => SeedRange.Run(options.First, options.Seeds, build, Tell + tell, options.KeepGoing))
            : SeedRange.Run(options.First, options.Seeds, build, Tell, options.KeepGoing);
        Console.WriteLine(totals.Describe(watch.Elapsed));
        if (violating is null)
            return Held;
        Report(violating, options);
        return Violated;
    }

    private static int RunCanaries()
    {
        var uncaught = 0;
        foreach (var canary in Canary.All)
        {
            var name = canary().Name;
            var violating = SeedRange.Run(1, canary().MaxSeeds, canary);
            uncaught += violating is null ? 1 : 0;
            Console.WriteLine(violating is null ? $"{name}: NOT CAUGHT in {canary().MaxSeeds} seeds" : $"{name}: caught by seed {violating.Seed}: {violating.Violation!.Promise}");
        }

        return uncaught == 0 ? Held : Violated;
    }

    private static void Report(SeedResult result, SimulationOptions options)
    {
        var build = options.Build is { } name ? $" --build {name}" : "";
        Console.WriteLine($"""
            seed {result.Seed} breaks a promise
              promise: {result.Violation!.Promise}
              seen:    {result.Violation.Detail}
              where:   {result.Violation.Step}
              replay:  ./aevrion simulate --seed {result.Seed} --trace{build}
            """);
    }

    private static Func<ProductBuild>? BuildOf(string? name) => name is null
        ? () => new ProductBuild()
        : Canary.All.FirstOrDefault(canary => string.Equals(canary().Name, name, StringComparison.OrdinalIgnoreCase));
}
