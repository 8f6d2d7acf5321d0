using Aevrion.Client;

namespace Aevrion.Cli.Import;

/// <summary>How to import.</summary>
/// <param name="Name">What messages call the file.</param>
/// <param name="BatchLines">The most lines to send at once.</param>
/// <param name="SkipsBadLines">Leave out lines that are wrong instead of stopping at the first.</param>
internal sealed record ImportSettings(string Name, int BatchLines, bool SkipsBadLines)
{
    /// <summary>In how many regions each batch has to be durable before the next one is sent.</summary>
    public Acknowledgement Ack { get; init; }

    /// <summary>How long to wait for them; null for as long as the region does by default.</summary>
    public TimeSpan? AckTimeout { get; init; }
}
