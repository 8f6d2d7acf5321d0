using System.Text.Json;

namespace Aevrion.Client.Watches;

/// <summary>One connection of a watch; it ends sooner or later, and another goes on where it ended.</summary>
internal sealed class WatchConnection(HttpResponseMessage response, Stream body, WatchCursor cursor, TimeSpan idleTimeout, TimeProvider timeProvider)
    : IDisposable
{
    private readonly EventStreamReader _frames = new(body);

    /// <summary>True once the region has said anything.</summary>
    public bool HasSpoken { get; private set; }

    /// <summary>The next change; null when the connection has ended, for whatever reason.</summary>
    /// <exception cref="AevrionException">What comes is not what Aevrion sends.</exception>
    public async Task<KeyChange?> ReadAsync(CancellationToken cancellationToken)
    {
        while (await ReadFrameAsync(cancellationToken).ConfigureAwait(false) is { } frame)
        {
            HasSpoken = true;
            if (frame.Comment is { } comment)
                cursor.Note(comment);
            if (frame is { Kind: "put" or "delete", Data: { } data } && Parse(data) is var change && cursor.Take(change))
                return change;
            if (frame.Kind == "slow")
                return null;
        }

        return null;
    }

    public void Dispose() => response.Dispose();

    private async Task<ServerSentFrame?> ReadFrameAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _frames.ReadAsync(cancellationToken).WaitAsync(idleTimeout, timeProvider, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception lost) when (lost is IOException or HttpRequestException or TimeoutException or InvalidDataException)
        {
            return null;
        }
    }

    private KeyChange Parse(byte[] data)
    {
        try
        {
            return JsonSerializer.Deserialize(data, WireContext.Default.KeyChange) ?? throw NotAevrion(null);
        }
        catch (JsonException exception)
        {
            throw NotAevrion(exception);
        }
    }

    private AevrionException NotAevrion(Exception? exception) => new(
        $"{response.RequestMessage?.RequestUri?.GetLeftPart(UriPartial.Authority)} sends changes, but not as Aevrion does. Check that the URL is that of an Aevrion region.",
        exception);
}
