using System.Runtime.CompilerServices;
using System.Text.Json;
using Aevrion.Client.Transport;

namespace Aevrion.Client;

/// <content>Verification of what a region derives from its events.</content>
public sealed partial class AevrionClient
{
    /// <inheritdoc/>
    public async IAsyncEnumerable<VerifyUpdate> VerifyAsync(
        bool repair = false, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        // Sent again it would be refused while the first is still under way.
        var path = repair ? "/v1/verify?repair=true" : "/v1/verify";
        var request = new ApiRequest("verify", HttpMethod.Post, path, RetrySafety.OnlyIfNothingHappened) { IsStreamed = true };
        using var response = await _transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
        response.ThrowIfRefused();
        await foreach (var line in response.ReadLinesAsync(_attemptTimeout, cancellationToken).ConfigureAwait(false))
        {
            if (Read(line, response) is not { } update)
                continue;
            yield return update;
            if (update is VerifyReport)
                yield break;
        }

        throw response.Broken("the answer ended before it was complete", null);
    }

    /// <summary>Null for a kind of line that this version does not know.</summary>
    private static VerifyUpdate? Read(string line, ApiResponse response)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var type = document.RootElement.GetProperty(VerifyUpdate.Discriminator).GetString();
            return type is VerifyProgress.Name or VerifyMismatch.Name or VerifyReport.Name
                ? document.RootElement.Deserialize(WireContext.Default.VerifyUpdate)
                : null;
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw response.NotAevrion(exception);
        }
    }
}
