using Orleans;

namespace Aevrion.Samples.OrleansHost;

/// <summary>A thermostat. Any region may set it; all of them see it, and which target it had when.</summary>
[Alias("sample.thermostat")]
public interface IThermostatGrain : IGrainWithStringKey
{
    /// <summary>Changes the target, in degrees Celsius.</summary>
    /// <returns>What became of it; null when it is no sensible target and nothing was changed.</returns>
    [Alias("SetTarget")]
    Task<ThermostatTarget?> SetTarget(double degrees);

    /// <summary>The target; null when none was ever set.</summary>
    [Alias("GetTarget")]
    Task<ThermostatTarget?> GetTarget();

    /// <summary>The last targets, newest first.</summary>
    /// <param name="count">1 to 1,000.</param>
    [Alias("GetPastTargets")]
    Task<IReadOnlyList<ThermostatTarget>> GetPastTargets(int count);
}
