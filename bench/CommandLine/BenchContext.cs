using Aevrion.Bench.Databases;
using Aevrion.Bench.Progress;

namespace Aevrion.Bench.CommandLine;

/// <summary>What a bench is given to run with.</summary>
/// <param name="Progress">Told what is being done.</param>
/// <param name="Server">PostgreSQL; null for a bench that does not need it.</param>
internal sealed record BenchContext(IProgressDisplay Progress, BenchServer? Server);
