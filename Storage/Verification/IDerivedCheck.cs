using Aevrion.Storage.Rebuild;

namespace Aevrion.Storage.Verification;

/// <summary>
/// Verifies one more thing that the region derives from its events. All that are registered run one after the other, in the order of their
/// registration, when events, tree and keys have been looked at; of two that depend on each other the one below is registered first.
/// </summary>
public interface IDerivedCheck
{
    /// <summary>Compares. What changed while it was compared is looked at again before it is reported.</summary>
    /// <param name="report">Takes a mismatch, which must be <see cref="Mismatch.IsDerived"/>; quick, and safe for concurrent use.</param>
    /// <param name="progress">Told how far it is; the phase is begun already.</param>
    /// <param name="cancellationToken">Breaks it off.</param>
    Task CheckAsync(Action<Mismatch> report, RebuildProgress progress, CancellationToken cancellationToken);

    /// <summary>Makes it what the events say. Called only after a check that reported something.</summary>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Breaks it off; what was mended stays mended.</param>
    Task RepairAsync(RebuildProgress progress, CancellationToken cancellationToken);
}
