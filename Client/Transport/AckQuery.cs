using System.Globalization;

namespace Aevrion.Client.Transport;

/// <summary>How a write asks to be acknowledged, as the API takes it.</summary>
internal static class AckQuery
{
    /// <summary>How long a region waits that was not told.</summary>
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(10);

    /// <summary>The query of a request; empty for the default.</summary>
    /// <exception cref="AevrionInvalidRequestException">The timeout is not one.</exception>
    public static string Of(Acknowledgement level, TimeSpan? timeout)
    {
        if (timeout < TimeSpan.Zero || timeout > AevrionLimits.MaxAckTimeout)
        {
            var detail = $"A write waits for other regions for at most {AevrionLimits.MaxAckTimeout.TotalMinutes} minutes.";
            throw new AevrionInvalidRequestException(new Problem("bad-parameter", 400, detail));
        }

        if (level == Acknowledgement.Local)
            return "";
        var ack = level == Acknowledgement.Quorum ? "quorum" : "all";
        return timeout is { } time ? string.Create(CultureInfo.InvariantCulture, $"?ack={ack}&timeout={Math.Ceiling(time.TotalMilliseconds)}") : $"?ack={ack}";
    }

    /// <summary>The time limit of an attempt whose answer waits for other regions; null for the usual one.</summary>
    /// <param name="usual">The usual one, which such a write gets on top.</param>
    public static TimeSpan? AttemptTimeout(Acknowledgement level, TimeSpan? timeout, TimeSpan usual)
    {
        if (level == Acknowledgement.Local || usual == System.Threading.Timeout.InfiniteTimeSpan)
            return null;
        return usual + (timeout ?? DefaultTimeout);
    }
}
