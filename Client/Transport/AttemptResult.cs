namespace Aevrion.Client.Transport;

/// <summary>What one attempt at one URL came to.</summary>
internal enum AttemptResult
{
    /// <summary>The region answered, be it with an error that another would answer too.</summary>
    Answered,

    /// <summary>The request was never sent, or the region says that it did nothing.</summary>
    NothingHappened,

    /// <summary>The request was sent, and nobody can tell what came of it.</summary>
    OutcomeUnknown,
}
