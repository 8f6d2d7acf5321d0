using System.Collections.Immutable;
using Aevrion.Core.Conflicts;
using Aevrion.Core.Events;
using Aevrion.Core.Reconciliation;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Tree;
using Google.Protobuf;

namespace Aevrion.Core.Sync.Exchange;

/// <summary>
/// Makes two regions that hold the same events list the same versions as lost to a concurrent write. Where they do not, an event that both
/// made is known here and there with different parents: whoever does not list a version has an event that descends from it, and gives that once
/// more, with its parents, to the one who lists it.
/// </summary>
internal sealed class LoserComparison(Dialogue dialogue, TreeShape shape, SketchScheme scheme, long horizon)
{
    private readonly HashSet<EventStamp> _given = [];
    private int _brought;

    /// <summary>Compares the lists, and repairs what differs.</summary>
    /// <param name="sumThere">The peer's sum.</param>
    public IEnumerable<SyncEffect> Run(ulong sumThere)
    {
        yield return new ReadLosers(horizon, MustBeCurrent: true);
        if (dialogue.Answer<LosersRead>().Losers is not { } losers || LoserSum.Of(scheme, losers) == sumThere)
            yield break;
        var comparison = new ItemComparison(scheme, [.. losers.Select(loser => SaltedItems.OfEvent(scheme, loser.Id))]);
        foreach (var effect in Compare(comparison))
            yield return effect;

        var listedThere = new Queue<Item8>(comparison.OnlyThere);

        // In the order of the salted items: a search that is left before its end begins elsewhere the next time.
        var listedHere = new Queue<EventStamp>(comparison.OnlyHere.Select(place => losers[place])
            .OrderBy(loser => SaltedItems.OfEvent(scheme, loser.Id).Value));
        while ((listedThere.Count > 0 || listedHere.Count > 0) && dialogue.RoundTrips < ExchangeInitiator.MaxRoundTrips)
        {
            foreach (var effect in Ask(Take(listedThere), Take(listedHere)))
                yield return effect;
        }

        foreach (var effect in Give())
            yield return effect;
    }

    private IEnumerable<SyncEffect> Compare(ItemComparison comparison)
    {
        var request = new EventSketchRequest { Losers = true, Counts = UnsafeByteOperations.UnsafeWrap(comparison.Counts) };
        while (!comparison.IsDone)
        {
            yield return dialogue.Ask(new Frame { EventSketchRequest = request });
            var answer = dialogue.Reply(Frame.BodyOneofCase.EventSketchAnswer).EventSketchAnswer;
            comparison.Take(answer.Symbols.Span, answer.Items.Span, answer.More);
            request = new EventSketchRequest
            {
                FirstSymbol = (uint)comparison.Received,
                Symbols = (uint)comparison.MoreSymbols,
                List = comparison.MustList,
            };
        }
    }

    /// <summary>Asks which versions those are that only the peer lists, and for what it has that descends from those that are listed here.</summary>
    private IEnumerable<SyncEffect> Ask(List<Item8> listedThere, List<EventStamp> listedHere)
    {
        yield return dialogue.Ask(new Frame
        {
            Transfer = new Transfer { Last = true, Wanted = WireItems.ToWire(listedThere.ToArray()), Losers = WireStamps.ToWire(listedHere) },
        });
        var asked = listedHere.Select(loser => loser.Id).ToHashSet();
        var most = listedHere.Count;
        IReadOnlyList<EventStamp> named = [];
        for (var more = true; more;)
        {
            var answer = dialogue.Reply(Frame.BodyOneofCase.TransferAnswer).TransferAnswer;
            var events = WireEvents.FromWire(answer.Events);
            more = answer.More;
            most -= events.Length;
            if (most < 0 || answer.Cut || (more && events.Length == 0) || Array.Exists(events, item => !Names(item.Parents, asked)))
                throw new ProtocolViolationException(Refusal.Types.Reason.InvalidEvent, "An event that was not asked for.");
            dialogue.Received += events.Length;
            _brought += events.Length;
            foreach (var effect in dialogue.Admit(events))
                yield return effect;
            if (more)
                yield return AwaitFrame.Instance;
            else
                named = WireStamps.FromWire(answer.Losers, listedThere.Count);
        }

        var wanted = listedThere.ToHashSet();
        if (!named.All(loser => wanted.Remove(SaltedItems.OfEvent(scheme, loser.Id))))
            throw new ProtocolViolationException("A version that was not asked for.");
        if (named.Count == 0)
            yield break;
        yield return new FindDescendants(named, horizon);
        _given.UnionWith(dialogue.Answer<DescendantsFound>().Descendants);
    }

    /// <summary>Gives what descends from the versions that only the peer lists. Everything is durable on both sides when it ends.</summary>
    private IEnumerable<SyncEffect> Give()
    {
        if (_given.Count > 0)
        {
            var plan = new RepairPlan(dialogue, shape);
            foreach (var stamp in _given)
                plan.GiveAlone(stamp);
            foreach (var effect in new RepairTransfer(dialogue, shape, scheme, plan).Run(horizon))
                yield return effect;
        }

        if (_brought == 0)
            yield break;
        yield return AwaitAdmissions.Instance;
        dialogue.Added += dialogue.Answer<EventsAdmitted>().Added;
    }

    private static bool Names(ImmutableArray<Hash256> parents, HashSet<Hash256> asked) =>
        parents.Any(parent => parent == SeenVersions.AllEarlier || asked.Contains(parent));

    private static List<T> Take<T>(Queue<T> queue)
    {
        var taken = new List<T>();
        while (taken.Count < ProtocolLimits.MaxLosersPerTransfer && queue.TryDequeue(out var next))
            taken.Add(next);
        return taken;
    }
}
