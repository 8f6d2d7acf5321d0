using Aevrion.Client;

namespace Aevrion.Cli.Rebuild;

/// <summary>Starts a rebuild, or joins the one that runs, and follows it to its end.</summary>
internal sealed class RebuildRun(IAevrionClient client, TimeProvider timeProvider)
{
    private const string Running = "running";

    /// <summary>How often a rebuild whose silo was lost is started again.</summary>
    private const int MaxStarts = 3;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);

    /// <summary>Answers what became of it.</summary>
    /// <param name="keyIndex">Also the index of keys.</param>
    /// <param name="show">Told how far it is.</param>
    /// <param name="cancellationToken">Ends the watching, not the rebuild.</param>
    public async Task<RebuildStatus> FollowAsync(bool keyIndex, Action<RebuildStatus> show, CancellationToken cancellationToken)
    {
        for (var started = 1; ; started++)
        {
            var begun = await client.StartRebuildAsync(keyIndex, cancellationToken);
            var status = await WatchAsync(begun, show, cancellationToken);
            if (status is not null)
                return status;
            if (started == MaxStarts)
                throw new AevrionException($"The rebuild was lost {MaxStarts} times with the silo that ran it.");
        }
    }

    /// <summary>Its last state; null when the region does not know of it any more.</summary>
    private async Task<RebuildStatus?> WatchAsync(RebuildStatus begun, Action<RebuildStatus> show, CancellationToken cancellationToken)
    {
        var pause = FirstPause;
        for (var status = begun; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            show(status);
            if (status.State != Running)
                return status;
            await Task.Delay(pause, timeProvider, cancellationToken);
            try
            {
                status = await client.GetRebuildAsync(cancellationToken);
            }
            catch (AevrionNotFoundException)
            {
                return null;
            }

            if (status.Id != begun.Id)
                return null;
        }
    }
}
