using System.Diagnostics;
using Aevrion.Core.Sync.Protocol;

namespace Aevrion.Grains.Telemetry;

/// <summary>
/// The traces of commits whose events wait in a peer's outbox. A push frame carries on those of the events in it, so that the peer's admission
/// belongs to the trace of the write. What is not sampled costs nothing. Safe for concurrent use.
/// </summary>
internal sealed class PushTraces
{
    /// <summary>Commits remembered; of more that wait, the newest go without a trace.</summary>
    public const int MaxWaiting = 256;

    private readonly Lock _lock = new();
    private readonly Queue<(long Position, ActivityContext Commit)> _waiting = new();
    private int _count;

    /// <summary>Takes note of the commit under way, if it is traced.</summary>
    /// <param name="position">Position in the push stream of the first event that it adds.</param>
    public void Note(long position)
    {
        if (!PeerInstruments.Source.HasListeners() || Activity.Current is not { Recorded: true } commit)
            return;
        lock (_lock)
        {
            if (_waiting.Count < MaxWaiting)
                _waiting.Enqueue((position, commit.Context));
            Volatile.Write(ref _count, _waiting.Count);
        }
    }

    /// <summary>Begins the activity of a push, and puts its trace into the frame; null when none of its events is traced.</summary>
    public Activity? Begin(Push push, string peer)
    {
        if (Volatile.Read(ref _count) == 0)
            return null;
        var commits = Take((long)push.FirstPosition, push.Events.Count);
        var activity = TraceLinks.Start(PeerInstruments.Source, "aevrion.peer.push", ActivityKind.Producer, commits);
        if (activity is null)
            return null;
        activity.SetTag(PeerInstruments.PeerTag, peer);
        activity.SetTag("aevrion.events", push.Events.Count);
        push.Traces.Add(WireTrace.Write(activity.Context));
        foreach (var other in commits.Skip(1).Where(commit => commit.TraceId != activity.TraceId).DistinctBy(commit => commit.TraceId).Take(ProtocolLimits.MaxTracesPerPush - 1))
            push.Traces.Add(WireTrace.Write(other));
        return activity;
    }

    private List<ActivityContext> Take(long first, int events)
    {
        var taken = new List<ActivityContext>();
        lock (_lock)
        {
            for (; _waiting.TryPeek(out var next) && next.Position < first + events; _waiting.Dequeue())
            {
                // What lies before the frame was dropped, or came with another frame.
                if (next.Position >= first)
                    taken.Add(next.Commit);
            }

            Volatile.Write(ref _count, _waiting.Count);
        }

        return taken;
    }
}
