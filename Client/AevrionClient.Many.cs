using System.Globalization;
using System.Text.Json;
using Aevrion.Client.Transport;

namespace Aevrion.Client;

public sealed partial class AevrionClient
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<Entry?>> GetManyAsync(
        IReadOnlyList<string> keys, PointInTime? at = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        foreach (var key in keys)
            KeyRules.Encode(key);

        var entries = new List<Entry?>(keys.Count);
        var time = at?.ToQuery();
        long? convergedAt = null;
        while (entries.Count < keys.Count)
        {
            var page = keys.Skip(entries.Count).Take(AevrionLimits.MaxPageSize).ToList();
            var response = await SendAsync(new ManyRequest(page, time), cancellationToken).ConfigureAwait(false);
            var answer = response.Read(WireContext.Default.ManyAnswer);
            if (answer.Entries.Count != (answer.Next ?? page.Count) || answer.Entries.Count == 0)
                throw response.NotAevrion(null);

            // What comes after the first page is read at the time that it was read at, though the region may have got further.
            if (at is { IsConverged: true } && convergedAt is null)
                (convergedAt, time) = ConvergedTime(response);
            entries.AddRange(answer.Entries.Select(entry => entry.ToEntry(convergedAt)));
        }

        return entries;
    }

    private Task<ApiResponse> SendAsync(ManyRequest request, CancellationToken cancellationToken) => _transport.SendAsync(
        new ApiRequest("get_many", HttpMethod.Post, "/v1/get", RetrySafety.Idempotent)
        {
            Body = JsonSerializer.SerializeToUtf8Bytes(request, WireContext.Default.ManyRequest),
            ContentType = MediaTypes.Json,
        },
        cancellationToken);

    private static (long? Time, string Text) ConvergedTime(ApiResponse response) =>
        long.TryParse(response.Header("Aevrion-Converged"), CultureInfo.InvariantCulture, out var time)
            ? (time, time.ToString(CultureInfo.InvariantCulture))
            : throw response.NotAevrion(null);
}
