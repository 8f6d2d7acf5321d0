using Aevrion.Core.Events;
using Aevrion.Core.Reconciliation;
using Aevrion.Core.Sync.Exchange;
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
    public void A_difference_is_found_and_repaired_in_four_round_trips()
    {
        var events = Enumerable.Range(0, 600).Select(i => Make(i, i * 6)).ToList();
        var (eu, us) = (Region(events.Where(item => item.Timestamp != 306)), Region(events.Where(item => item.Timestamp != 906)));
        var exchange = new ModelExchange(eu, Horizon, us, Horizon);
        var outcome = exchange.Run();
        Assert.True(outcome.Equal);
        Assert.Equal((4, 1, 1), (outcome.RoundTrips, outcome.EventsReceived, outcome.EventsSent));
        Assert.Equal(2, outcome.DifferingLeaves);
    }

    [Fact]
    public void An_open_exchange_repairs_leaves_that_are_not_closed()
    {
        var (eu, us) = (Region([Make(1, 4_005)]), Region([Make(2, 4_006), Make(3, 4_015)]));
        var outcome = new ModelExchange(eu, Horizon, us, Horizon) { Kind = ExchangeKind.Open }.Run();
        Assert.True(outcome.Equal);
        Assert.Equal((2, 3), (eu.Stamps.Count, us.Stamps.Count));
    }

    [Fact]
    public void What_one_side_lacks_whole_is_sent_without_being_compared()
    {
        var events = Enumerable.Range(0, 300).Select(i => Make(i, i * 13)).ToList();
        var exchange = new ModelExchange(Region([]), Horizon, Region(events), Horizon);
        var outcome = exchange.Run();
        Assert.True(outcome.Equal);
        Assert.Equal((2, 300, 300), (outcome.RoundTrips, outcome.EventsReceived, outcome.EventsAdded));
        Assert.DoesNotContain(Frame.BodyOneofCase.LeafSketchRequest, exchange.Frames);
    }

    [Fact]
    public void A_leaf_that_the_peer_has_nearly_alone_is_sent_whole()
    {
        var events = Enumerable.Range(0, 400).Select(i => Make(i, 2_500 + (i % 10))).ToList();
        var exchange = new ModelExchange(Region(events.Take(1)), Horizon, Region(events.Skip(1)), Horizon);
        Assert.True(exchange.Run().Equal);
        Assert.True(exchange.BytesReceived < 100 * events.Count, $"{exchange.BytesReceived} bytes");
    }

    [Theory]
    [InlineData(5)]
    [InlineData(60)]
    [InlineData(350)]
    public void Many_differences_in_one_leaf_are_found_by_sketch_or_list(int missing)
    {
        var events = Enumerable.Range(0, 400).Select(i => Make(i * 5, 2_500 + (i % 10))).ToList();
        var (eu, us) = (Region(events.Skip(missing / 2)), Region(events.SkipLast(missing - (missing / 2))));
        var outcome = new ModelExchange(eu, Horizon, us, Horizon).Run();
        Assert.True(outcome.Equal);
        Assert.Equal(missing, outcome.EventsReceived + outcome.EventsSent);
    }

    [Fact]
    public void A_leaf_whose_list_is_longer_than_an_answer_may_be_is_listed_in_parts()
    {
        const int There = ProtocolLimits.MaxItemsPerAnswer + 1_000;
        const int Here = 20_000;
        var events = Enumerable.Range(0, Here + There).Select(i => Make(i * 5, 2_500 + (i % 10))).ToList();
        var (eu, us) = (new ModelRegion(Small) { PageEvents = 5_000 }, new ModelRegion(Small) { PageEvents = 5_000 });
        eu.Add(events.Take(Here + 1));
        us.Add(events.Skip(Here));

        var exchange = new ModelExchange(eu, Horizon, us, Horizon);
        var outcome = exchange.Run();

        Assert.True(outcome.Equal);
        Assert.Equal((There - 1, Here), (outcome.EventsReceived, outcome.EventsSent));
        Assert.Equal(2, exchange.Frames.Count(frame => frame == Frame.BodyOneofCase.EventSketchAnswer));
    }

    [Fact]
    public void A_list_that_does_not_come_to_its_end_is_refused()
    {
        var events = Enumerable.Range(0, 400).Select(i => Make(i * 5, 2_500 + (i % 10))).ToList();
        var exchange = new ModelExchange(Region(events.Take(200)), Horizon, Region(events.Skip(200)), Horizon)
        {
            Tamper = frame =>
            {
                if (frame.EventSketchAnswer is { } answer)
                    answer.More = true;
                return frame;
            },
        };
        Assert.Throws<ProtocolViolationException>(exchange.Run);
    }

    [Fact]
    public void An_event_that_was_tampered_with_is_refused_and_not_kept()
    {
        var (eu, us) = (Region([]), Region([Make(1, 5)]));
        var exchange = new ModelExchange(eu, Horizon, us, Horizon)
        {
            Tamper = frame =>
            {
                foreach (var item in frame.TransferAnswer?.Events ?? [])
                    item.Value = ByteString.CopyFromUtf8("other");
                return frame;
            },
        };
        var violation = Assert.Throws<ProtocolViolationException>(exchange.Run);
        Assert.Equal(Refusal.Types.Reason.InvalidEvent, violation.Reason);
        Assert.Empty(eu.Stamps);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3_000)]
    public void An_event_that_was_not_asked_for_is_refused_and_not_kept(long timestamp)
    {
        var (eu, us) = (Region([Make(7, 1_000)]), Region([Make(7, 1_000), Make(1, 1_005), Make(2, 1_006)]));
        var exchange = new ModelExchange(eu, Horizon, us, Horizon)
        {
            Tamper = frame =>
            {
                if (frame.TransferAnswer is { Events.Count: > 0 } answer)
                    answer.Events.Add(WireEvents.ToWire(Make(3, timestamp)));
                return frame;
            },
        };
        Assert.Throws<ProtocolViolationException>(exchange.Run);
        Assert.Single(eu.Stamps);
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
                {
                    probe.Equal = false;
                    probe.Nodes = new NodeSequence(Small.Cover(Horizon)).ToWire(
                        SketchScheme.FromSalt([(byte)++lies]), Region([Make(1, 5)]).Snapshot(Horizon).Nodes);
                }

                if (frame.TransferAnswer is { } transfer)
                    transfer.Digest = WireHashes.ToWire(Make(++lies, 0).Id);

                return frame;
            },
        };
        var outcome = exchange.Run();
        Assert.False(outcome.Equal);
        Assert.Equal(0, outcome.EventsReceived);
    }

    [Fact]
    public void A_sketch_that_does_not_decode_is_replaced_by_the_list()
    {
        var events = Enumerable.Range(0, 200).Select(i => Make(i, 2_500 + (i % 10))).ToList();
        var (eu, us) = (Region(events.Skip(3)), Region(events.SkipLast(2)));
        var exchange = new ModelExchange(eu, Horizon, us, Horizon)
        {
            Tamper = frame =>
            {
                if (frame.EventSketchAnswer is { Symbols.Length: > 30 } answer)
                {
                    var bytes = answer.Symbols.ToByteArray();
                    bytes[20] ^= 1;
                    answer.Symbols = ByteString.CopyFrom(bytes);
                }

                return frame;
            },
        };
        Assert.True(exchange.Run().Equal);
    }

    [Fact]
    public void A_horizon_that_is_lower_at_the_peer_costs_one_more_round_trip()
    {
        var events = Enumerable.Range(0, 100).Select(i => Make(i, i * 30)).ToList();
        var outcome = new ModelExchange(Region(events), Horizon, Region(events.Take(50)), 100).Run();
        Assert.False(outcome.Equal && outcome.Horizon != 100);
        Assert.Equal((true, 100), (outcome.Equal, outcome.Horizon));
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
