namespace Aevrion.Client.Transport;

/// <summary>One base URL, and until when it is to be avoided.</summary>
internal sealed class Endpoint(Uri url, TimeProvider timeProvider)
{
    private long _avoidUntil = long.MinValue;

    public Uri Url { get; } = url;

    /// <summary>The base URL without a slash at its end.</summary>
    public string Root { get; } = url.AbsoluteUri.TrimEnd('/');

    public bool IsCoolingDown => timeProvider.GetTimestamp() < Interlocked.Read(ref _avoidUntil);

    public void Avoid(TimeSpan duration)
    {
        var ticks = (long)(duration.TotalSeconds * timeProvider.TimestampFrequency);
        Interlocked.Exchange(ref _avoidUntil, timeProvider.GetTimestamp() + ticks);
    }

    public void MarkHealthy() => Interlocked.Exchange(ref _avoidUntil, long.MinValue);
}
