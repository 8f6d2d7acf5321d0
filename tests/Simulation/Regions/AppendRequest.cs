using Aevrion.Core.Events;
using Aevrion.Storage;

namespace Aevrion.Simulation.Regions;

/// <summary>Events that want to become durable together.</summary>
internal sealed record AppendRequest(IReadOnlyList<Event> Events, string? ReceivedFrom, AppendTerms Terms)
{
    /// <summary>Continuations run at once, in the order of the requests.</summary>
    public TaskCompletionSource<IReadOnlyList<bool>> Outcome { get; } = new();
}
