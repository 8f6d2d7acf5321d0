namespace Aevrion.Client.Transport;

/// <summary>The idempotency key that a batch is sent with.</summary>
internal static class BatchKey
{
    private const char FirstVisible = '!';
    private const char LastVisible = '~';

    /// <summary>The batch's own key or else a new one; null for a batch that needs none.</summary>
    /// <exception cref="AevrionInvalidRequestException">The key is none.</exception>
    public static string? Of(WriteBatch batch)
    {
        if (batch.IdempotencyKey is not { } key)
            return batch.IsIdempotent ? null : Guid.NewGuid().ToString("n");
        if (key.Length is > 0 and <= AevrionLimits.MaxIdempotencyKeyLength && key.All(letter => letter is >= FirstVisible and <= LastVisible))
            return key;
        var detail = $"An idempotency key has 1 to {AevrionLimits.MaxIdempotencyKeyLength} visible characters of ASCII.";
        throw new AevrionInvalidRequestException(new Problem("bad-idempotency-key", 400, detail));
    }
}
