using System.Runtime.CompilerServices;
using Aevrion.Client.Watches;

namespace Aevrion.Client;

public sealed partial class AevrionClient
{
    /// <inheritdoc/>
    public IAsyncEnumerable<KeyChange> WatchAsync(string prefix = "", WatchOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        options ??= new WatchOptions();
        if (options.Since is { IsConverged: true })
            throw new ArgumentException("A watch begins at a time, not at the converged one.", nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.IdleTimeout, TimeSpan.Zero, nameof(options));
        return FollowAsync(new WatchCursor(prefix, options.Since?.Timestamp, _watches.MayChangeRegion), options, cancellationToken);
    }

    private async IAsyncEnumerable<KeyChange> FollowAsync(
        WatchCursor cursor, WatchOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            using var connection = await _watches.ConnectAsync(cursor, options, cancellationToken).ConfigureAwait(false);
            while (await connection.ReadAsync(cancellationToken).ConfigureAwait(false) is { } change)
                yield return change;

            // A server that ends every connection at once is not asked again at once.
            if (!connection.HasSpoken)
                await Task.Delay(_watchPause, _timeProvider, cancellationToken).ConfigureAwait(false);
        }
    }
}
