using System.Runtime.InteropServices;

namespace Aevrion.Bench.Tools;

/// <summary>What pgbench measured.</summary>
/// <param name="PerSecond">Transactions a second, connecting aside.</param>
/// <param name="MedianMs">Median time of a transaction in milliseconds; null with more than one client.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PgbenchResult(double PerSecond, double? MedianMs);
