using Aevrion.Core.Events;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Tree;
using FsCheck;
using FsCheck.Fluent;
using Google.Protobuf;

namespace Aevrion.Core.Tests.Sync;

public sealed class ExchangeTests
{
    private const long Horizon = 400;

    private static readonly TreeShape Small = new(10, 3);

    [Fact]
    public void Any_two_regions_are_equal_after_one_exchange_and_hold_the_union() =>
        Prop.ForAll(Events().Two().ToArbitrary(), pair =>
        {
            var (eu, us) = (Region(pair.Item1), Region(pair.Item2));
            var union = eu.Stamps.Union(us.Stamps).Order().ToList();
            var (missingHere, missingThere) = (union.Count - eu.Stamps.Count, union.Count - us.Stamps.Count);

            var outcome = new ModelExchange(eu, Horizon, us, Horizon).Run();

            return outcome.Equal && eu.Stamps.SequenceEqual(union) && us.Stamps.SequenceEqual(union)
                && outcome.EventsReceived == missingHere && outcome.EventsAdded == missingHere && outcome.EventsSent == missingThere;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Only_time_closed_on_both_sides_is_compared() =>
        Prop.ForAll(Gen.Zip(Events(), Gen.Choose(0, (int)Horizon).Two()).ToArbitrary(), drawn =>
        {
            var (events, (here, there)) = drawn;
            var (eu, us) = (Region(events), Region([]));
            var outcome = new ModelExchange(eu, here, us, there).Run();
            var closed = eu.Stamps.Where(stamp => Small.LeafOf(stamp.Timestamp) < Math.Min(here, there)).ToList();
            return outcome.Equal && outcome.Horizon == Math.Min(here, there) && us.Stamps.SequenceEqual(closed);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Equal_regions_compare_in_one_round_trip_of_under_128_bytes()
    {
        var events = Enumerable.Range(0, 500).Select(i => Make(i, i * 7)).ToList();
        var exchange = new ModelExchange(Region(events), Horizon, Region(events), Horizon);
        var outcome = exchange.Run();
        Assert.True(outcome.Equal);
        Assert.Equal(1, outcome.RoundTrips);
        Assert.True(exchange.BytesSent < 64 && exchange.BytesReceived < 64, $"{exchange.BytesSent} + {exchange.BytesReceived} bytes");
    }

    [Fact]
    public void The_cost_depends_on_the_drift_and_not_on_the_history()
    {
        var small = BytesToRepairOneOf(100);
        var large = BytesToRepairOneOf(2_000);
        Assert.True(large < 2 * small, $"{small} bytes at 100 events, {large} at 2,000");
    }

    [Fact]
    public void A_leaf_over_the_frame_limit_arrives_in_parts()
    {
        var events = Enumerable.Range(0, ProtocolLimits.MaxStampsPerFrame + 5).Select(i => Make(5 * i, 3_995)).ToList();
        var (eu, us) = (Region(events.Take(3)), Region(events));
        Assert.True(new ModelExchange(eu, Horizon, us, Horizon).Run().Equal);
        Assert.Equal(events.Count, eu.Stamps.Count);
    }

    [Fact]
    public void An_event_that_was_tampered_with_is_refused_and_not_kept()
    {
        var (eu, us) = (Region([]), Region([Make(1, 5)]));
        var exchange = new ModelExchange(eu, Horizon, us, Horizon)
        {
            Tamper = frame =>
            {
                foreach (var item in frame.FetchAnswer?.Events ?? [])
                    item.Value = ByteString.CopyFromUtf8("other");
                return frame;
            },
        };
        var violation = Assert.Throws<ProtocolViolationException>(exchange.Run);
        Assert.Equal(Refusal.Types.Reason.InvalidEvent, violation.Reason);
        Assert.Empty(eu.Stamps);
    }

    [Fact]
    public void An_event_that_was_not_asked_for_is_refused_and_not_kept()
    {
        var (eu, us) = (Region([]), Region([Make(1, 5)]));
        var exchange = new ModelExchange(eu, Horizon, us, Horizon)
        {
            Tamper = frame =>
            {
                frame.FetchAnswer?.Events.Add(WireEvents.ToWire(Make(2, 6)));
                return frame;
            },
        };
        Assert.Throws<ProtocolViolationException>(exchange.Run);
        Assert.Empty(eu.Stamps);
    }

    [Fact]
    public void A_peer_that_lies_about_its_digests_does_not_keep_an_exchange_going()
    {
        var lies = 0;
        var (eu, us) = (Region([Make(1, 5)]), Region([Make(1, 5)]));
        var exchange = new ModelExchange(eu, Horizon, us, Horizon)
        {
            Tamper = frame =>
            {
                if (frame.ProbeAnswer is { } probe)
                    probe.Digest = WireHashes.ToWire(Make(++lies, 0).Id);
                foreach (var node in frame.NodesAnswer?.Nodes ?? [])
                    node.Digest = WireHashes.ToWire(Make(++lies, 0).Id);
                return frame;
            },
        };
        var outcome = exchange.Run();
        Assert.False(outcome.Equal);
        Assert.Equal(0, outcome.EventsReceived);
    }

    [Fact]
    public void Nodes_that_were_not_asked_for_are_refused()
    {
        var (eu, us) = (Region([]), Region([Make(1, 5)]));
        var exchange = new ModelExchange(eu, Horizon, us, Horizon)
        {
            Tamper = frame =>
            {
                if (frame.NodesAnswer is { Nodes.Count: > 0 } answer)
                    answer.Nodes[^1].Index = 1_000_000;
                return frame;
            },
        };
        Assert.Throws<ProtocolViolationException>(exchange.Run);
    }

    private static int BytesToRepairOneOf(int history)
    {
        var events = Enumerable.Range(0, history).Select(i => Make(i, i * 3_990 / history)).ToList();
        var exchange = new ModelExchange(Region(events.Skip(1)), Horizon, Region(events), Horizon);
        Assert.True(exchange.Run().Equal);
        return exchange.BytesSent + exchange.BytesReceived;
    }

    private static Gen<List<Event>> Events() =>
        Gen.ListOf(Gen.Zip(Gen.Choose(0, 40), Gen.Choose(0, 3_999))).Select(list => list.Select(pair => Make(pair.Item1, pair.Item2)).ToList());

    private static Event Make(int number, long timestamp)
    {
        ReadOnlyMemory<byte>? value = number % 5 == 4 ? default(ReadOnlyMemory<byte>?) : BitConverter.GetBytes(number);
        return Event.Create($"key{number % 7}", value, timestamp, number % 2 == 0 ? "eu" : "us");
    }

    private static ModelRegion Region(IEnumerable<Event> events)
    {
        var region = new ModelRegion(Small);
        region.Add(events);
        return region;
    }
}
