using System.Collections.Immutable;
using Aevrion.Core.Sync.Frontiers;
using Aevrion.Core.Time;
using Aevrion.Grains.Hosting;
using Aevrion.Grains.Interfaces.Acknowledgements;
using Aevrion.Grains.Watermark;

namespace Aevrion.Grains.Acknowledgements;

/// <summary>
/// Waits until other regions have a write for good. Regions are this one, its peers, and those that their frontiers tell of. That one has
/// the write is believed when its acknowledgements of the pushes say so, when an exchange that began after the write found it equal, or
/// when its frontier does.
/// </summary>
/// <remarks>
/// Guarantees: a region that is told as having the write had it durable at that moment. Does not guarantee that one told as missing lacks
/// it. Never waits beyond the time given, whatever other regions do.
/// </remarks>
public sealed class RegionAcknowledgements(
    RegionOptions options,
    PushTracker pushes,
    PeerComparisons comparisons,
    ConvergedTime convergedTime,
    IFrontierExchange frontiers,
    RegionClock clock)
{
    private int _waiting;

    private TimeProvider Time => clock.TimeProvider;

    /// <summary>Takes a place among those who wait, before the write; null when there is none. To be disposed of when the waiting is over.</summary>
    public IDisposable? TryEnter()
    {
        if (Interlocked.Increment(ref _waiting) <= AcknowledgementLimits.MaxWaiting)
            return new WaitingPlace(() => Interlocked.Decrement(ref _waiting));
        Interlocked.Decrement(ref _waiting);
        return null;
    }

    /// <summary>Waits for other regions.</summary>
    /// <param name="write">The write.</param>
    /// <param name="level">In how many of them it has to be.</param>
    /// <param name="timeout">How long to wait at most.</param>
    /// <param name="cancellationToken">Ends the waiting; the answer is then what is known.</param>
    public async Task<RegionsReached> WaitAsync(
        DurableWrite write, AcknowledgementLevel level, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var wait = new AcknowledgementWait(write, Time.GetTimestamp());
        var poll = AcknowledgementLimits.FirstPoll;
        while (true)
        {
            var reached = Look(wait, level);
            var left = timeout - Time.GetElapsedTime(wait.Since);
            if (reached.IsEnough || left <= TimeSpan.Zero || cancellationToken.IsCancellationRequested)
                return reached;
            foreach (var peer in options.Peers.Keys.Where(peer => reached.Missing.Contains(peer) && !wait.IsOpen(peer)))
                comparisons.Ask(peer);
            await StepAsync(wait, poll < left ? poll : left, cancellationToken);
            poll = poll * 2 < AcknowledgementLimits.LongestPoll ? poll * 2 : AcknowledgementLimits.LongestPoll;
        }
    }

    private RegionsReached Look(AcknowledgementWait wait, AcknowledgementLevel level)
    {
        var others = Others();
        List<string> acknowledged = [options.Region, .. others.Where(region => Has(wait, region))];
        var needed = level switch
        {
            AcknowledgementLevel.Local => 1,
            AcknowledgementLevel.Quorum => ((others.Count + 1) / 2) + 1,
            _ => others.Count + 1,
        };
        return new RegionsReached(
            acknowledged.Count >= needed,
            [.. acknowledged.Order(StringComparer.Ordinal)],
            [.. others.Except(acknowledged, StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }

    private IReadOnlyList<string> Others()
    {
        var records = frontiers.All().ToDictionary(known => known.Record.Region, known => known.Record, StringComparer.Ordinal);
        return [.. RegionClosure.Of(options.Region, [.. options.Peers.Keys], records.GetValueOrDefault).Select(named => named.Region)];
    }

    private bool Has(AcknowledgementWait wait, string region)
    {
        var agreedMs = convergedTime.AgreedMs(region) ?? 0;
        return agreedMs > wait.NewestMs
            || (wait.IsAcknowledgedBy(region) && agreedMs > wait.UnpushedMs)
            || comparisons.HasProven(region, wait.Since, wait.NewestMs);
    }

    /// <summary>Waits for an acknowledgement, or for a while.</summary>
    private async Task StepAsync(AcknowledgementWait wait, TimeSpan most, CancellationToken cancellationToken)
    {
        if (wait.Open is not { } open)
        {
            await Task.Delay(most, Time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        var ask = new PushWait { Pushes = open, WaitMs = (int)Math.Ceiling(most.TotalMilliseconds) };
        try
        {
            wait.Take(pushes.Knows(open) ? await pushes.WaitAsync(ask, cancellationToken) : await wait.Write.AskCommitter(ask));
        }
        catch (Exception lost) when (lost is not OperationCanceledException)
        {
            // The silo that committed the write is gone or out of reach, and with it what its peers told it.
            wait.Take(new PushProgress { Never = [.. open.Marks.Select(mark => mark.Peer)] });
        }
    }
}
