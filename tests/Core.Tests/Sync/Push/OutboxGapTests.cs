using Aevrion.Core.Events;
using Aevrion.Core.Sync.Push;
using FsCheck;
using FsCheck.Fluent;

namespace Aevrion.Core.Tests.Sync.Push;

/// <summary>What an outbox keeps by stamp comes back from the event log in its place.</summary>
public sealed class OutboxGapTests
{
    private const int MaxEvents = 8;
    private const int MaxBytes = 80;
    private const int MaxFrameEvents = 3;
    private const int MaxStamps = 40;
    private const int MaxEventBytes = 26;

    private readonly Dictionary<EventStamp, Event> _log = [];
    private int _made;

    [Fact]
    public void Whatever_happens_every_event_is_pushed_once_in_order_or_known_to_be_dropped() =>
        Prop.ForAll(Steps().ToArbitrary(), steps =>
        {
            var outbox = new Outbox(MaxEvents, MaxBytes, MaxFrameEvents, MaxStamps);
            var waiting = new Queue<(long Position, Event Event)>();
            var (added, pushed) = (0L, 0L);
            foreach (var (kind, amount) in steps)
            {
                switch (kind)
                {
                    case 0:
                        var events = Enumerable.Range(0, amount).Select(_ => Make()).ToList();
                        foreach (var item in events)
                            waiting.Enqueue((++added, item));
                        outbox.Add(events);
                        while (waiting.TryPeek(out var oldest) && oldest.Position < outbox.FirstPosition)
                            waiting.Dequeue();
                        break;
                    case 1 when outbox.NextGap() is { } gap:
                        outbox.Fill(gap, Found(gap, amount));
                        break;
                    case 2 when outbox.Read(pushed + 1) is { } frame:
                        Assert.Equal(Math.Max(pushed + 1, outbox.FirstPosition), frame.FirstPosition);
                        Assert.Equal(waiting.Where(item => item.Position >= frame.FirstPosition).Take(frame.Events.Count).Select(item => item.Event), frame.Events);
                        pushed = frame.LastPosition;
                        break;
                    case 3:
                        var acknowledged = outbox.Acknowledge(pushed);
                        for (; acknowledged > 0; acknowledged--)
                            Assert.True(waiting.Dequeue().Position <= pushed);
                        break;
                }

                Assert.Equal(waiting.Count, outbox.Count);
                AssertBounded(outbox);
            }

            Assert.Equal(waiting.Where(item => item.Position > pushed).Select(item => item.Event), Drain(outbox, pushed));
            Assert.Equal((0, (0, 0L)), (outbox.Count, outbox.Held));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_oldest_go_first_without_being_read_and_only_what_exceeds_the_stamps_is_dropped()
    {
        var outbox = new Outbox(MaxEvents, maxFrameEvents: MaxFrameEvents, maxStamps: MaxStamps);
        var events = Enumerable.Range(0, MaxEvents + MaxStamps).Select(_ => Make()).ToList();
        outbox.Add(events);
        Assert.Equal((0, MaxEvents + MaxStamps), (outbox.Overflows, outbox.Count));
        Assert.Equal(events[..2], outbox.Read(1)!.Events);
        Assert.Null(outbox.Read(3));
        Assert.Equal(events.Skip(2).Take(MaxFrameEvents).Select(item => item.Stamp), outbox.NextGap()!.Stamps);
        Assert.Equal(events[^1], outbox.Read(MaxEvents + MaxStamps)!.Events.Single());

        outbox.Add([Make()]);
        Assert.True(outbox.TakeOverflow());
        Assert.Equal(PushProof.Never, outbox.ProofOf(1, 1));
    }

    [Fact]
    public void What_is_in_the_log_no_more_is_passed_over_and_never_counts_as_durable()
    {
        var outbox = new Outbox(maxEvents: 1, maxFrameEvents: MaxFrameEvents, maxStamps: MaxStamps);
        var events = Enumerable.Range(0, 6).Select(_ => Make()).ToList();
        outbox.Add(events);
        _log.Remove(events[0].Stamp);
        _log.Remove(events[2].Stamp);
        _log.Remove(events[4].Stamp);

        Assert.Equal([events[1], events[3], events[5]], Drain(outbox, 0));
        Assert.Equal(0, outbox.Count);
        Assert.Equal(PushProof.Never, outbox.ProofOf(5, 5));
        Assert.Equal(PushProof.Durable, outbox.ProofOf(6, 6));
    }

    [Fact]
    public void A_batch_whose_end_is_lost_does_not_go_on()
    {
        var outbox = new Outbox(maxEvents: 1, maxFrameEvents: MaxFrameEvents, maxStamps: MaxStamps);
        var batch = new EventBatch(7, 3);
        outbox.Add([Make(batch), Make(batch), Make(batch)]);
        outbox.Add([Make()]);
        var gap = outbox.NextGap()!;
        _log.Remove(gap.Stamps[2]);
        outbox.Fill(gap, Found(gap, MaxStamps));
        outbox.Fill(outbox.NextGap() ?? gap, []);
        var frame = outbox.Read(1)!;
        Assert.Equal((2, false, 1), (frame.Events.Count, frame.Continues, frame.Behind));
        Assert.Equal(2, outbox.Acknowledge(2));
        Assert.Equal((4, 1), (outbox.FirstPosition, outbox.Count));
    }

    [Fact]
    public void A_batch_goes_on_over_the_edge_of_the_gap()
    {
        var outbox = new Outbox(maxEvents: 2, maxFrameEvents: MaxFrameEvents, maxStamps: MaxStamps);
        var batch = new EventBatch(7, 4);
        outbox.Add([Make(batch), Make(batch), Make(batch), Make(batch), Make()]);
        outbox.Fill(outbox.NextGap()!, Found(outbox.NextGap()!, 1));
        var frame = outbox.Read(1)!;
        Assert.Equal((1, true), (frame.Events.Count, frame.Continues));
    }

    [Fact]
    public void What_was_read_too_late_is_ignored()
    {
        var outbox = new Outbox(MaxEvents, maxFrameEvents: MaxFrameEvents, maxStamps: MaxStamps);
        var events = Enumerable.Range(0, MaxEvents + 10).Select(_ => Make()).ToList();
        outbox.Add(events);
        var gap = outbox.NextGap()!;
        outbox.Acknowledge(gap.FirstPosition + 1);
        outbox.Fill(gap, Found(gap, gap.Stamps.Count));
        outbox.Fill(gap, Found(gap, gap.Stamps.Count));
        Assert.Equal(events.Skip((int)gap.FirstPosition + 1), Drain(outbox, gap.FirstPosition + 1));
    }

    [Fact]
    public void Memory_is_given_back()
    {
        var outbox = new Outbox(maxEvents: 1, maxStamps: 300_000);
        outbox.Add([.. Enumerable.Range(0, 5).Select(_ => Make())]);
        for (var i = 0; i < 250; i++)
            outbox.Add([.. Enumerable.Repeat(Make(), 1_000)]);
        Assert.Equal(250_005, outbox.Count);
        var full = GC.GetTotalMemory(forceFullCollection: true);
        outbox.Acknowledge(250_000);
        Assert.Equal(5, outbox.Count);
        Assert.True(GC.GetTotalMemory(forceFullCollection: true) < full - (200_000 * 40));
    }

    private static void AssertBounded(Outbox outbox)
    {
        var (events, bytes) = outbox.Held;
        Assert.True(events <= 1 || (events <= MaxEvents && bytes <= MaxBytes + (MaxFrameEvents * MaxEventBytes)), $"{events} events of {bytes} bytes are in memory");
        Assert.InRange(outbox.Count - events, 0, MaxStamps);
    }

    /// <summary>Pushes and acknowledges all there is.</summary>
    private List<Event> Drain(Outbox outbox, long pushed)
    {
        var drained = new List<Event>();
        var from = pushed + 1;
        outbox.Acknowledge(pushed);
        for (var idle = 0; outbox.Count > 0 && idle < 3; idle++)
        {
            if (outbox.NextGap() is { } gap)
                outbox.Fill(gap, Found(gap, MaxFrameEvents));
            if (outbox.Read(from) is not { } frame)
                continue;
            idle = 0;
            drained.AddRange(frame.Events);
            from = frame.LastPosition + 1;
            outbox.Acknowledge(frame.LastPosition);
        }

        return drained;
    }

    /// <summary>The first events of a gap that are in the log.</summary>
    private List<Event> Found(OutboxGap gap, int most) =>
        [.. gap.Stamps.Where(_log.ContainsKey).Take(Math.Max(1, most)).Select(stamp => _log[stamp])];

    private Event Make(EventBatch? batch = null)
    {
        var made = Event.Create($"k{_made}", new byte[_made % 23], 1_000 + _made++, "eu", batch: batch);
        _log.Add(made.Stamp, made);
        return made;
    }

    private static Gen<List<(int Kind, int Amount)>> Steps() =>
        Gen.Zip(Gen.Choose(0, 3), Gen.Choose(0, 12)).Select(pair => (pair.Item1, pair.Item2)).ListOf();
}
