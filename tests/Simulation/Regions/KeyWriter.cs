using Aevrion.Core.Events;
using Aevrion.Simulation.Kernel;
using Aevrion.Simulation.Workload;
using Aevrion.Storage;

namespace Aevrion.Simulation.Regions;

/// <summary>
/// Takes clients' writes by the rules of the key grain: dated after everything the region has seen of the key, tried anew where the
/// time was closed, acknowledged once durable.
/// </summary>
internal sealed class KeyWriter(RegionProcess process)
{
    private readonly Dictionary<string, KeyEntry> _keys = [];

    /// <summary>Takes note of committed events.</summary>
    public void Observe(Event item)
    {
        if (_keys.TryGetValue(item.Key, out var entry))
            entry.Observe(item);
    }

    /// <summary>One write, from the client's call to its answer.</summary>
    public async Task WriteAsync(ClientWrite write)
    {
        var world = process.World;
        var region = process.Region.Index;
        var entry = EntryOf(write.Key);
        try
        {
            await LoadAsync(write.Key, entry);
            var seen = world.History.LatestSeen(region, write.Key);
            var written = await AppendAsync(write, entry);
            if (write.Timestamp is null && written.Stamp < seen)
                world.Fail("A local write wins over all its region had seen", $"{written} lost to {seen}");
            world.History.Acknowledge(region, written);
            world.Trace.Step(StepKind.Write, region, written.Timestamp);
            if (world.Trace.IsWritten)
                world.Trace.Line($"{process.Region.Name} wrote {written}");
            await ReadBackAsync(written, entry);
        }
        catch (StorageUnavailableException)
        {
            entry.MustRead = true;
            world.Trace.Step(StepKind.Write, region, -1);
        }
    }

    private async Task<Event> AppendAsync(ClientWrite write, KeyEntry entry)
    {
        while (true)
        {
            var seen = entry.Seen;
            var timestamp = write.Timestamp ?? process.Clock.TimestampAfter(seen?.Timestamp);
            var written = Event.Create(write.Key, write.Value, timestamp, process.Region.Name, seen is { } stamp ? [stamp.Id] : []);
            process.World.History.Attempt(written, isImport: write.Timestamp is not null);
            if (write.Timestamp is null)
                entry.LastAssigned = written.Stamp;
            try
            {
                await process.World.Build.AppendAsync(process, written, isOwn: write.Timestamp is null);
                entry.Observe(written);
                return written;
            }
            catch (ClosedTimeException closed)
            {
                process.Clock.RaiseTo(closed.FloorMs);
            }
        }
    }

    /// <summary>A read after the acknowledgement, from memory and from the log, sees that write or a later one.</summary>
    private async Task ReadBackAsync(Event written, KeyEntry entry)
    {
        Check(entry.Latest, "memory");
        Check(await process.Store.ReadLatestAsync(written.Key, CancellationToken.None), "the log");

        void Check(Event? read, string source)
        {
            if (read is null || read.Stamp < written.Stamp)
                process.World.Fail("A region reads its own writes", $"{process.Region.Name} acknowledged {written}; {source} says {read?.ToString() ?? "nothing"}");
        }
    }

    private async Task LoadAsync(string key, KeyEntry entry)
    {
        if (!entry.MustRead)
            return;
        if (await process.Store.ReadLatestAsync(key, CancellationToken.None) is { } latest)
            entry.Observe(latest);
        entry.MustRead = false;
    }

    private KeyEntry EntryOf(string key)
    {
        if (!_keys.TryGetValue(key, out var entry))
            _keys.Add(key, entry = new KeyEntry());
        return entry;
    }
}
