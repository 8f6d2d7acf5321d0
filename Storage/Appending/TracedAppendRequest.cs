using System.Diagnostics;
using Aevrion.Core.Events;

namespace Aevrion.Storage.Appending;

/// <summary>A request that belongs to a trace. Others do not carry the place for one.</summary>
internal sealed class TracedAppendRequest : AppendRequest
{
    public TracedAppendRequest(IReadOnlyList<Event> events, string? receivedFrom, AppendTerms terms, long bytes, Activity activity)
        : base(events, receivedFrom, terms, bytes) => Trace = activity.Context;

    public TracedAppendRequest(ConditionalAppend conditional, long bytes, Activity activity)
        : base(conditional, bytes) => Trace = activity.Context;

    public ActivityContext Trace { get; }
}
