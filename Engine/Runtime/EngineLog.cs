using Aevrion.Engine.Invocation;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Aevrion.Engine.Runtime;

/// <summary>What the engine has to say.</summary>
internal sealed partial class EngineLog(ILoggerFactory factory)
{
    private readonly ILogger _logger = factory.CreateLogger("Aevrion.Engine");

    [LoggerMessage(Level = LogLevel.Error, Message =
        "Grain {GrainId} could not be activated; the calls that waited for it have failed, the next call tries again. Look at the exception for what it lacked.")]
    public partial void ActivationFailed(Exception exception, GrainId grainId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Grain {GrainId} failed while it was deactivated; it has ended all the same. Please report this.")]
    public partial void DeactivationFailed(Exception exception, GrainId grainId);

    [LoggerMessage(Level = LogLevel.Critical, Message = "A turn of grain {GrainId} failed outside of the grain's code: a bug of the engine, please report it.")]
    public partial void TurnFailed(Exception exception, GrainId grainId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "One-way call {Request} failed; nobody waits for it. Look at the exception for why.")]
    public partial void OneWayRequestFailed(Exception exception, GrainRequest request);

    [LoggerMessage(Level = LogLevel.Error, Message = "A timer of grain {GrainId} failed; it goes on ticking. Look at the exception for why.")]
    public partial void TimerFailed(Exception exception, GrainId grainId);

    [LoggerMessage(Level = LogLevel.Error, Message = "A cancellation callback of a timer of grain {GrainId} failed. Please report this.")]
    public partial void TimerCancellationFailed(Exception exception, GrainId grainId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Reminder {ReminderName} of grain {GrainId} failed; it ticks again after its period. Look at the exception for why.")]
    public partial void ReminderFailed(Exception exception, string reminderName, GrainId grainId);

    [LoggerMessage(Level = LogLevel.Information, Message =
        "The embedded grain engine runs {Classes} grain classes in this process alone. For several silos build with -p:Engine=Orleans.")]
    public partial void Started(int classes);

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "Calls were still under way after {DrainTimeout}; they are cut off. Raise EngineOptions.DrainTimeout if they need longer.")]
    public partial void DrainTimedOut(TimeSpan drainTimeout);
}
