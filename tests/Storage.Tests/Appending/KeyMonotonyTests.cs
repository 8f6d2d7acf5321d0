using System.Collections.Concurrent;
using Aevrion.Core.Events;
using Aevrion.Storage.Appending;
using Aevrion.Storage.Tests.Conformance;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aevrion.Storage.Tests.Appending;

/// <summary>What a reader of a key sees while transactions end in any order.</summary>
public sealed class KeyMonotonyTests
{
    private const int Keys = 3;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    /// <summary>
    /// A reader who takes the maximum of what observers were told never sees a key go back, sees every write that its writer was told of,
    /// and in the end what the log holds; whatever the order in which transactions end, and whichever of them fail.
    /// </summary>
    [Fact]
    public async Task No_key_goes_back_in_any_order_of_ends()
    {
        var property = Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), async choices => await CheckAsync(choices).WaitAsync(Deadline));
        await Task.Run(() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(60), property), TestContext.Current.CancellationToken);
    }

    private static async Task CheckAsync(byte[] choices)
    {
        var log = new ControlledLog();
        var durable = new Dictionary<string, EventStamp>();
        var seen = new ConcurrentDictionary<string, EventStamp>();
        var observer = new RecordingObserver
        {
            OnCommit = commit =>
            {
                foreach (var item in commit.SelectMany(append => append.Events))
                    seen[item.Key] = seen.TryGetValue(item.Key, out var latest) && latest > item.Stamp ? latest : item.Stamp;
            },
        };
        var options = new AppenderOptions { MaxGroupEvents = 4, ParallelEvents = 2, Retries = 0 };
        await using var appender = new EventAppender(log, [observer], options, TimeProvider.System, NullLogger<EventAppender>.Instance);

        var writers = new List<Task>();
        var open = new List<ControlledAppend>();
        for (var i = 0; i < choices.Length; i++)
        {
            writers.Add(WriteAsync(appender, SampleEvents.Put($"k{choices[i] % Keys}", "v", i), seen));
            await TakeStartedAsync(log, open);
            if (choices[i] % 2 == 0)
                End(open, choices[i], durable);
        }

        for (var i = 0; !writers.TrueForAll(writer => writer.IsCompleted); i++)
        {
            await TakeStartedAsync(log, open);
            End(open, i, durable);
            await Task.Yield();
        }

        await Task.WhenAll(writers);
        Assert.Equal(durable.OrderBy(item => item.Key), seen.OrderBy(item => item.Key));
    }

    private static async Task WriteAsync(EventAppender appender, Event written, ConcurrentDictionary<string, EventStamp> seen)
    {
        try
        {
            await appender.AppendOneAsync(written, AppendTerms.Own(written.Timestamp));
        }
        catch (StorageUnavailableException)
        {
            return;
        }

        Assert.True(seen[written.Key] >= written.Stamp, $"{written} was acknowledged and is not seen.");
    }

    private static async Task TakeStartedAsync(ControlledLog log, List<ControlledAppend> open)
    {
        while (log.HasStarted)
            open.Add(await log.StartedAsync());
    }

    /// <summary>Ends one of those under way, as chosen: one in five fails.</summary>
    private static void End(List<ControlledAppend> open, int choice, Dictionary<string, EventStamp> durable)
    {
        if (open.Count == 0)
            return;
        var append = open[choice % open.Count];
        open.Remove(append);
        if (choice % 5 == 0)
        {
            append.Fail(new StorageUnavailableException("scripted"));
            return;
        }

        foreach (var item in append.Events)
            durable[item.Key] = durable.TryGetValue(item.Key, out var latest) && latest > item.Stamp ? latest : item.Stamp;
        append.Succeed();
    }
}
