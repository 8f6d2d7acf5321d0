using Aevrion.Bench.Results;

namespace Aevrion.Bench.CommandLine;

/// <summary>A run of a bench that is about to begin.</summary>
/// <param name="Name">Name of the bench.</param>
/// <param name="Needs">What it works with.</param>
/// <param name="RunAsync">Measures.</param>
internal sealed record BenchRun(string Name, BenchNeeds Needs, Func<BenchContext, CancellationToken, Task<BenchReport>> RunAsync);
