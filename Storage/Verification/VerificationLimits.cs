namespace Aevrion.Storage.Verification;

/// <summary>Limits of a verification.</summary>
public static class VerificationLimits
{
    /// <summary>Most mismatches that are named one by one; all are counted.</summary>
    public const int MaxNamed = 10_000;

    /// <summary>Most damaged events that one repair moves to the quarantine; the next one goes on.</summary>
    public const int MaxQuarantined = 100_000;

    /// <summary>Events moved to the quarantine in a transaction.</summary>
    internal const int QuarantinedAtOnce = 1_000;

    /// <summary>Events read with one query.</summary>
    internal const int PageEvents = 50_000;

    /// <summary>How long one statement over an era may take, in seconds: 30 minutes.</summary>
    internal const int EraTimeoutSeconds = 1_800;
}
