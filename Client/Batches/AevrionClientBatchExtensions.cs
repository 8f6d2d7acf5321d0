namespace Aevrion.Client;

/// <summary>Batches from a sequence of operations.</summary>
public static class AevrionClientBatchExtensions
{
    /// <summary>Writes the operations in one transaction of the region: all of them or nothing.</summary>
    /// <returns>One result an operation, in their order.</returns>
    /// <exception cref="AevrionInvalidRequestException">
    /// They are more than <see cref="AevrionLimits.MaxBatchLines"/> or larger than <see cref="AevrionLimits.MaxBatchBytes"/> together.
    /// </exception>
    public static Task<IReadOnlyList<BatchResult>> BatchAsync(
        this IAevrionClient client, IEnumerable<BatchOperation> operations, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(operations);
        var batch = new WriteBatch();
        foreach (var operation in operations)
        {
            if (!batch.TryAdd(operation))
                throw new AevrionInvalidRequestException(new Problem("batch-too-large", 413, TooLarge));
        }

        return client.BatchAsync(batch, cancellationToken);
    }

    private static string TooLarge =>
        $"A batch has at most {AevrionLimits.MaxBatchLines} lines and {AevrionLimits.MaxBatchBytes} bytes. Write it in several.";
}
