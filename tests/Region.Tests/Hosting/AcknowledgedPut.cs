using System.Text;
using Aevrion.Grains.Acknowledgements;
using Aevrion.Grains.Interfaces.Batches;
using Aevrion.Grains.Interfaces.Keys;
using Microsoft.Extensions.DependencyInjection;
using Orleans;

namespace Aevrion.Region.Tests.Hosting;

/// <summary>Writes that wait for other regions, as the HTTP side of a silo makes them.</summary>
internal static class AcknowledgedPut
{
    public static async Task<RegionsReached> PutAsync(
        this TestRegion region, string key, AcknowledgementLevel level, TimeSpan timeout, CancellationToken cancellationToken, int silo = 0)
    {
        var services = region.ServicesOf(silo);
        var grain = services.GetRequiredService<IGrainFactory>().GetKeyGrain(key);
        var result = await grain.Write(new WriteRequest { Value = Encoding.UTF8.GetBytes(key), TracksPushes = true });
        Assert.Equal(OperationStatus.Done, result.Status);
        return await services.GetRequiredService<RegionAcknowledgements>().WaitAsync(
            new DurableWrite(result.Timestamp!.Value, result.Pushes, grain.AwaitPushes), level, timeout, cancellationToken);
    }

    public static async Task<RegionsReached> ImportAsync(this TestRegion region, string key, long timestamp, TimeSpan timeout)
    {
        var operation = new BatchOperation { Key = key, Value = Encoding.UTF8.GetBytes(key), Timestamp = timestamp };
        var result = await region.Grains.GetGrain<IBatchGrain>(0).Apply(new BatchRequest { Operations = [operation], TracksPushes = true });
        Assert.Equal(OperationStatus.Done, result.Status);
        return await region.Services.GetRequiredService<RegionAcknowledgements>().WaitAsync(
            new DurableWrite(timestamp, result.Pushes, _ => throw new InvalidOperationException("The silo that committed it is this one.")),
            AcknowledgementLevel.All, timeout, TestContext.Current.CancellationToken);
    }
}
