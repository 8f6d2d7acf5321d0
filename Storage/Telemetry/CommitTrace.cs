using System.Diagnostics;
using Aevrion.Storage.Appending;

namespace Aevrion.Storage.Telemetry;

/// <summary>The activity of a transaction: in the trace of the first of its requests that is traced, linked to those of the others.</summary>
internal static class CommitTrace
{
    /// <summary>Traces that one transaction is linked to at most.</summary>
    public const int MaxLinks = 128;

    private static ActivitySource Source { get; } = new(StorageInstruments.Name);

    /// <summary>The activity that a request is made in; null when that is not recorded, or nobody listens.</summary>
    public static Activity? Current => Source.HasListeners() && Activity.Current is { Recorded: true } activity ? activity : null;

    /// <summary>Begins it; null when none of the requests is traced.</summary>
    public static Activity? Begin(AppendGroup group)
    {
        if (!Source.HasListeners())
            return null;
        var traced = new List<ActivityContext>();
        for (var i = 0; i < group.Requests.Count && traced.Count <= MaxLinks; i++)
        {
            if (group.Requests[i] is TracedAppendRequest request)
                traced.Add(request.Trace);
        }

        if (traced.Count == 0)
            return null;
        var activity = Source.StartActivity("aevrion.storage.commit", ActivityKind.Internal, traced[0], tags: null, traced.Skip(1).Select(trace => new ActivityLink(trace)));
        activity?.SetTag("db.system.name", "postgresql");
        activity?.SetTag("aevrion.events", group.Events.Count);
        activity?.SetTag("aevrion.requests", group.Requests.Count);
        return activity;
    }
}
