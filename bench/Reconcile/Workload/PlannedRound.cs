namespace Aevrion.Bench.Reconcile.Workload;

/// <summary>One exchange to measure, and the events that make its difference.</summary>
/// <param name="Case">What it measures.</param>
/// <param name="OnDialler">Indices of the events that only the dialler has, ascending.</param>
/// <param name="OnListener">Indices of the events that only the listener has, ascending.</param>
internal sealed record PlannedRound(DifferenceCase Case, IReadOnlyList<int> OnDialler, IReadOnlyList<int> OnListener);
