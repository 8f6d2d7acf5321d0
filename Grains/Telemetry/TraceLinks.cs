using System.Diagnostics;

namespace Aevrion.Grains.Telemetry;

/// <summary>Begins activities that continue several traces: a child of the first, linked to the others.</summary>
internal static class TraceLinks
{
    /// <summary>An activity; null when there is nothing to continue or nobody listens.</summary>
    public static Activity? Start(ActivitySource source, string name, ActivityKind kind, IReadOnlyList<ActivityContext> continues) => continues.Count == 0
        ? null
        : source.StartActivity(name, kind, continues[0], tags: null, continues.Skip(1).Select(other => new ActivityLink(other)));
}
