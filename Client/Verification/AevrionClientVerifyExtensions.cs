namespace Aevrion.Client;

/// <summary>Verification in one call.</summary>
public static class AevrionClientVerifyExtensions
{
    /// <summary>Verifies the region and answers what it came to.</summary>
    /// <param name="client">The client.</param>
    /// <param name="repair">As for <see cref="IAevrionClient.VerifyAsync"/>.</param>
    /// <param name="cancellationToken">Ends the verification.</param>
    public static async Task<VerifyReport> VerifyToEndAsync(
        this IAevrionClient client, bool repair = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        VerifyReport? report = null;
        await foreach (var update in client.VerifyAsync(repair, cancellationToken).ConfigureAwait(false))
            report = update as VerifyReport ?? report;
        return report!;
    }
}
