using System.Buffers.Binary;
using Aevrion.Core.Events;
using Aevrion.Simulation.Kernel;
using Aevrion.Simulation.Workload;
using Aevrion.Storage;

namespace Aevrion.Simulation.Regions;

/// <summary>The double of the batch grain: lines with timestamps, written in one transaction.</summary>
internal sealed class BatchWriter(RegionProcess process)
{
    /// <summary>One batch, from the client's call to its answer.</summary>
    public async Task WriteAsync(IReadOnlyList<ClientWrite> lines)
    {
        var world = process.World;
        var batch = new EventBatch(BinaryPrimitives.ReadUInt64BigEndian(process.Random.Bytes(EventBatch.IdLength)), lines.Count);
        var events = lines.Select(line => Event.Create(line.Key, line.Value, line.Timestamp!.Value, process.Region.Name, [], batch)).ToList();
        foreach (var item in events)
            world.History.Attempt(item, isImport: true);
        world.Pushes.OnBatch(batch, events);
        try
        {
            await process.Appender.AppendAsync(events, receivedFrom: null, default);
            foreach (var item in events)
                world.History.Acknowledge(process.Region.Index, item);
            world.Trace.Step(StepKind.Write, process.Region.Index, events.Count);
        }
        catch (StorageUnavailableException)
        {
            world.Trace.Step(StepKind.Write, process.Region.Index, -events.Count);
        }
    }
}
