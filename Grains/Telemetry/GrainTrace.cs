using System.Diagnostics;
using Orleans.Runtime;

namespace Aevrion.Grains.Telemetry;

/// <summary>Carries the trace of a request into the grains that it calls. What is not sampled costs nothing.</summary>
public static class GrainTrace
{
    private const string Key = "aevrion.traceparent";

    /// <summary>Has the calls that are made from here belong to the current activity, if that is recorded. Ends with the method that says so.</summary>
    public static void Carry()
    {
        if (KeyInstruments.Source.HasListeners() && Activity.Current is { Recorded: true, Id: { } id })
            RequestContext.Set(Key, id);
    }

    /// <summary>True when the call that is answered belongs to a trace that is kept.</summary>
    internal static bool IsKept => KeyInstruments.Source.HasListeners() && RequestContext.Get(Key) is not null;

    /// <summary>Begins the activity of a grain's work; null when its caller's trace is not recorded.</summary>
    internal static Activity? Begin(string name) =>
        KeyInstruments.Source.HasListeners() && RequestContext.Get(Key) is string id && ActivityContext.TryParse(id, null, isRemote: false, out var caller)
            ? KeyInstruments.Source.StartActivity(name, ActivityKind.Internal, caller)
            : null;
}
