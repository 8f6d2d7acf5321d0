using Orleans;

namespace Aevrion.Samples.OrleansHost;

/// <summary>What a thermostat heats to.</summary>
/// <param name="Degrees">Degrees Celsius.</param>
/// <param name="SetAt">Since when, in milliseconds since the Unix epoch.</param>
/// <param name="SetIn">The region where it was set.</param>
[GenerateSerializer]
[Immutable]
[Alias("sample.thermostat-target")]
public sealed record ThermostatTarget([property: Id(0)] double Degrees, [property: Id(1)] long SetAt, [property: Id(2)] string SetIn);
