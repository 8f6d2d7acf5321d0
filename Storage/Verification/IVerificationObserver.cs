namespace Aevrion.Storage.Verification;

/// <summary>Hears what a verification finds. Called one at a time; the verification waits for it, so it bounds what is in memory.</summary>
public interface IVerificationObserver
{
    /// <summary>It has begun: nothing else runs that it would have to wait for.</summary>
    void Begun();

    /// <summary>Something is not as it should be. Of all mismatches the first <see cref="VerificationLimits.MaxNamed"/> are told.</summary>
    ValueTask FoundAsync(Mismatch mismatch, CancellationToken cancellationToken);
}
