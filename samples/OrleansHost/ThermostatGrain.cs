using System.Buffers.Binary;
using Aevrion.Grains.Hosting;
using Aevrion.Grains.Interfaces.Keys;
using Orleans;

namespace Aevrion.Samples.OrleansHost;

/// <summary>
/// Keeps its state in the region that its silo hosts, under one key. It asks the key's grain each time, which answers from memory, and so sees at once what
/// another region has set.
/// </summary>
public sealed class ThermostatGrain(RegionOptions region) : Grain, IThermostatGrain
{
    /// <summary>Lowest target, in degrees Celsius.</summary>
    public const double LowestDegrees = 5;

    /// <summary>Highest target, in degrees Celsius.</summary>
    public const double HighestDegrees = 30;

    private IKeyGrain Entry => GrainFactory.GetKeyGrain($"thermostat/{this.GetPrimaryKeyString()}");

    /// <inheritdoc/>
    public async Task<ThermostatTarget?> SetTarget(double degrees)
    {
        if (!(degrees is >= LowestDegrees and <= HighestDegrees))
            return null;
        var value = new byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(value, degrees);
        var written = await Entry.Write(new WriteRequest { Value = value });
        Require(written.Status);
        return new ThermostatTarget(degrees, written.Timestamp!.Value, region.Region);
    }

    /// <inheritdoc/>
    public async Task<ThermostatTarget?> GetTarget()
    {
        var read = await Entry.GetLatest();
        Require(read.Status);
        return read.Version is { IsDeletion: false } version ? TargetOf(version) : null;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ThermostatTarget>> GetPastTargets(int count)
    {
        var page = await Entry.GetHistory(new HistoryRequest { Limit = count, IncludeValues = true });
        Require(page.Status);
        return [.. page.Versions.Where(version => !version.IsDeletion).Select(TargetOf)];
    }

    private static ThermostatTarget TargetOf(KeyVersion version) =>
        new(BinaryPrimitives.ReadDoubleLittleEndian(version.Value!.Value.Span), version.Timestamp, version.Origin);

    /// <summary>Statuses other than done mean that the region cannot do it now: its database does not answer, or too much is waiting.</summary>
    private static void Require(OperationStatus status)
    {
        if (status != OperationStatus.Done)
            throw new TimeoutException($"The region did not do it ({status}); try again shortly.");
    }
}
