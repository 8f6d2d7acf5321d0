using Orleans;
using Orleans.Concurrency;

namespace Aevrion.Grains.Interfaces.Verification;

/// <summary>
/// Verifies what the region derives from its events, one verification at a time. There is one, with key 0. A verification belongs to the
/// one who started it: it waits while nobody reads what it finds, and ends when nobody has read for a while.
/// </summary>
[Alias("aevrion.verification")]
public interface IVerificationGrain : IGrainWithIntegerKey
{
    /// <summary>Starts a verification, unless one runs, or a rebuild.</summary>
    [AlwaysInterleave]
    [Alias("Start")]
    Task<VerificationStart> Start(VerificationRequest request);

    /// <summary>What was found since this was last asked; waits a second at most for something to tell.</summary>
    /// <param name="id">As <see cref="Start"/> answered it.</param>
    /// <returns>Null when there is no such verification any more.</returns>
    [AlwaysInterleave]
    [Alias("Read")]
    Task<VerificationPart?> Read(Guid id);

    /// <summary>Ends a verification that nobody wants any more. What it mended stays mended.</summary>
    [AlwaysInterleave]
    [Alias("Stop")]
    Task Stop(Guid id);
}
