using Aevrion.Bench.Reconcile.Exchanges;
using Aevrion.Bench.Reconcile.Regions;
using Aevrion.Bench.Reconcile.Report;
using Aevrion.Bench.Reconcile.Workload;

namespace Aevrion.Bench.Tests.Reconcile;

/// <summary>Rows of made-up figures.</summary>
internal static class Rows
{
    public static ReconcileRow Of(int events, DifferencePattern pattern, int missing, params ExchangeFigures[] rounds) =>
        RowSummary.Of(StoreKind.Memory, events, new DifferenceCase(pattern, missing), rounds);

    public static ExchangeFigures Round(long bytesToIdentify, int roundTrips = 4, double cpuMs = 10, long eventBytes = 1_000) =>
        new(bytesToIdentify + eventBytes, eventBytes, roundTrips, cpuMs, cpuMs);
}
