using Aevrion.Storage.Rebuild;

namespace Aevrion.Storage.Verification;

/// <summary>
/// Recomputes, from the table of events, the ids of the events and all that a region derives from them, and names what is not as it should
/// be, while the region serves reads and writes. What is found is wrong whatever was written meanwhile: there are no false alarms.
/// </summary>
public interface IVerification
{
    /// <summary>Verifies; one at a time in a database, and not during a rebuild.</summary>
    /// <param name="repair">Move damaged events to the quarantine, mend what is derived, where it is wrong, and verify once more.</param>
    /// <param name="observer">Told what is found, as it is found.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Breaks it off; what was mended stays mended.</param>
    /// <exception cref="RebuildRefusedException">It cannot be done now, or something cannot be mended by this role; the message says why.</exception>
    /// <exception cref="StorageUnavailableException">The store does not answer.</exception>
    Task<VerificationReport> RunAsync(
        bool repair, IVerificationObserver observer, RebuildProgress progress, CancellationToken cancellationToken);
}
