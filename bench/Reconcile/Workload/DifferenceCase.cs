using System.Runtime.InteropServices;

namespace Aevrion.Bench.Reconcile.Workload;

/// <summary>What a row measures.</summary>
/// <param name="Pattern">Where the differences lie.</param>
/// <param name="Count">How many there are.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct DifferenceCase(DifferencePattern Pattern, int Count);
