using Aevrion.Client;

namespace Aevrion.Demo.Check;

/// <summary>What a region answers about one key.</summary>
/// <param name="Region">Its name.</param>
/// <param name="Latest">Null when the key is absent or deleted.</param>
/// <param name="History">Newest first.</param>
internal sealed record KeyAnswers(string Region, Entry? Latest, IReadOnlyList<KeyVersion> History)
{
    public static async Task<KeyAnswers> ReadAsync(string region, IAevrionClient client, string key, CancellationToken cancellationToken)
    {
        var history = new List<KeyVersion>();
        await foreach (var version in client.HistoryAsync(key, cancellationToken: cancellationToken))
            history.Add(version);
        return new KeyAnswers(region, await client.GetEntryAsync(key, cancellationToken: cancellationToken), history);
    }
}
