namespace Aevrion.Client.Transport;

/// <summary>How long to wait between two passes over the URLs: exponential, with jitter, and no shorter than the regions ask for.</summary>
internal sealed class RetryPause(TimeSpan first, TimeSpan longest, Random random)
{
    /// <summary>The pause after a pass.</summary>
    /// <param name="pass">The pass that failed, from 0.</param>
    /// <param name="asked">What the regions ask for.</param>
    /// <returns>Null when they ask for more than there is patience for.</returns>
    public TimeSpan? After(int pass, TimeSpan? asked)
    {
        var ceiling = Math.Min(first.TotalMilliseconds * Math.Pow(2, pass), longest.TotalMilliseconds);
        var pause = TimeSpan.FromMilliseconds(ceiling * (0.5 + (random.NextDouble() / 2)));
        if (asked is not { } demand || demand <= pause)
            return pause;
        return demand <= longest ? demand : null;
    }
}
