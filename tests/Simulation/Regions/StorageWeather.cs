using Aevrion.Simulation.Kernel;
using Aevrion.Simulation.Scenarios;
using Aevrion.Storage;

namespace Aevrion.Simulation.Regions;

/// <summary>How a region's storage behaves: mostly well, slowly now and then, badly for a while.</summary>
internal sealed class StorageWeather(VirtualTime time, FaultPlan faults, SeededRandom random)
{
    /// <summary>True for a while: calls fail, or take effect and lose their answer.</summary>
    public bool IsBad { get; set; }

    /// <summary>False once everything is healed.</summary>
    public bool IsTroubled { get; set; } = true;

    /// <summary>Before a call takes effect.</summary>
    /// <exception cref="StorageUnavailableException">It has none.</exception>
    public ValueTask BeforeAsync()
    {
        if (IsBad && random.Chance(faults.StorageRefusal))
            throw new StorageUnavailableException("The simulated database does not answer.");
        return PauseAsync();
    }

    /// <summary>After it took effect, before the caller learns of it.</summary>
    /// <exception cref="StorageUnavailableException">The caller never does.</exception>
    public ValueTask AfterAsync()
    {
        if (IsBad && random.Chance(faults.StorageLostAnswer))
            throw new StorageUnavailableException("The answer of the simulated database was lost.");
        return PauseAsync();
    }

    /// <summary>True when a call that was under way when its process died takes effect all the same.</summary>
    public bool OutlivesItsCaller() => random.Chance(0.5);

    private ValueTask PauseAsync() => IsTroubled && random.Chance(faults.StorageDelay)
        ? new ValueTask(time.Delay(random.Between(1L, faults.StorageDelayMs)))
        : ValueTask.CompletedTask;
}
