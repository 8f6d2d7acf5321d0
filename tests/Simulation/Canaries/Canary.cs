using Aevrion.Simulation.Running;

namespace Aevrion.Simulation.Canaries;

/// <summary>A product with one thing broken. The checks have to notice within a bounded number of seeds.</summary>
internal abstract class Canary : ProductBuild
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Func<Canary>> All { get; } =
    [
        () => new TieBreakDropped(),
        () => new WriteAcknowledgedEarly(),
        () => new PushAcknowledgedEarly(),
        () => new PositionAcknowledgedAhead(),
        () => new StaleDigestsValid(),
        () => new TimeNotClosed(),
        () => new LateWritesNotRefused(),
        () => new ForwardingLost(),
        () => new SilentOverflow(),
        () => new ReaderOmitsEvents(),
        () => new AdmissionLosesEvents(),
        () => new IdsNotChecked(),
        () => new DuplicatesCounted(),
        () => new WatermarkIgnoresRegion(),
        () => new WatermarkIgnoresImports(),
        () => new BatchTorn(),
        () => new HeldBackUntold(),
        () => new LosersNotCompared(),
    ];

    /// <inheritdoc/>
    public override string Name => GetType().Name;

    /// <summary>Seeds within which it has to be caught.</summary>
    public virtual int MaxSeeds => 100;
}
