namespace Aevrion.Client;

/// <summary>From where on to watch, and how patiently.</summary>
public sealed record WatchOptions
{
    /// <summary>Begin with the changes that the region committed at this time or later. Default: what comes from now on.</summary>
    public PointInTime? Since { get; init; }

    /// <summary>
    /// A connection that says nothing for so long is given up for a new one; more than the regions' setting <c>WatchKeepAlive</c>. Default 45 s.
    /// </summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(45);
}
