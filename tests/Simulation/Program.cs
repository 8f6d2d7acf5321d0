using Aevrion.Simulation.Running;

var seed = args is ["--seed", var text, ..] ? ulong.Parse(text) : (ulong?)null;
if (seed is { } one)
{
    var result = SimulationRun.Of(one, new ProductBuild(), args.Contains("--trace") ? Console.Out : null);
    Console.WriteLine($"{result}");
    return result.Violation is null ? 0 : 1;
}

var count = args is ["--seeds", var number, ..] ? int.Parse(number) : 100;
var start = System.Diagnostics.Stopwatch.StartNew();
long steps = 0;
double share = 0;
int failed = 0;
for (var i = 1; i <= count; i++)
{
    var result = SimulationRun.Of((ulong)i, new ProductBuild());
    steps += result.Steps;
    share = Math.Max(share, result.HighestShare);
    if (result.Violation is { } violation && failed++ < 40)
        Console.WriteLine($"{i}: {violation.ToString()[..Math.Min(300, violation.ToString().Length)]}");
}

Console.WriteLine($"{count} seeds, {failed} failed, {steps} steps, {steps / start.Elapsed.TotalSeconds:F0}/s, share {share:F2}, {start.Elapsed.TotalSeconds:F1}s");
return 0;
