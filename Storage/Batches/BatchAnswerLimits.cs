namespace Aevrion.Storage.Batches;

/// <summary>Limits of the answers that are kept of batches.</summary>
public static class BatchAnswerLimits
{
    /// <summary>Characters of a key.</summary>
    public const int MaxKeyLength = 128;

    /// <summary>How long an answer is kept.</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromHours(24);
}
