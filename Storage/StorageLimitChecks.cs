using System.Text;
using Aevrion.Core.Events;
using Aevrion.Storage.Commits;

namespace Aevrion.Storage;

/// <summary>Refuses calls that break <see cref="StorageLimits"/>: mistakes of the caller, found before anything is sent.</summary>
internal static class StorageLimitChecks
{
    /// <summary>Checks the events of a transaction; returns the bytes of their keys and values.</summary>
    public static long CheckAppend(IReadOnlyList<Event> events)
    {
        if (events.Count > StorageLimits.MaxTransactionEvents)
            throw new ArgumentException(
                $"A transaction takes {StorageLimits.MaxTransactionEvents} events at most, not {events.Count}.", nameof(events));

        var bytes = BytesOf(events);
        if (bytes > StorageLimits.MaxTransactionBytes)
            throw new ArgumentException(
                $"A transaction takes {StorageLimits.MaxTransactionBytes} bytes at most, not {bytes}.", nameof(events));
        return bytes;
    }

    /// <summary>Checks conditional events of a transaction.</summary>
    public static void CheckConditional(IReadOnlyList<ConditionalAppend> appends)
    {
        CheckAppend([.. appends.Select(append => append.Event)]);
        if (appends.Any(append => append.Seen >= append.Event.Stamp))
            throw new ArgumentException("A conditional event must win over the version that its writer saw.", nameof(appends));
    }

    public static void CheckPage(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, StorageLimits.MaxPage + 1);
    }

    public static void CheckScan(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, StorageLimits.MaxPage);
    }

    public static void CheckRange(int maxEvents)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxEvents, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxEvents, StorageLimits.MaxTransactionEvents);
    }

    public static void CheckCommitPage(long after, int maxCommits, int maxEvents)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxCommits, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxCommits, CommitLogLimits.MaxPageCommits);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxEvents, 1);
    }

    public static void CheckTrim(TimeSpan retention, long maxBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(retention, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfNegative(maxBytes);
    }

    /// <summary>Bytes of the keys and values.</summary>
    public static long BytesOf(IReadOnlyList<Event> events)
    {
        var bytes = 0L;
        for (var i = 0; i < events.Count; i++)
            bytes += BytesOf(events[i]);
        return bytes;
    }

    /// <summary>Bytes of key and value.</summary>
    public static long BytesOf(Event item) => Encoding.UTF8.GetByteCount(item.Key) + item.Value.GetValueOrDefault().Length;
}
