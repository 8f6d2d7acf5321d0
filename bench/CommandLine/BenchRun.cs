using Aevrion.Bench.Results;

namespace Aevrion.Bench.CommandLine;

/// <summary>A run of a bench that is about to begin.</summary>
/// <param name="NeedsPostgres">Whether it works on PostgreSQL.</param>
/// <param name="RunAsync">Measures.</param>
internal sealed record BenchRun(bool NeedsPostgres, Func<BenchContext, CancellationToken, Task<BenchReport>> RunAsync);
