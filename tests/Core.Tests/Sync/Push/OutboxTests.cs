using Aevrion.Core.Events;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Sync.Push;
using FsCheck;
using FsCheck.Fluent;

namespace Aevrion.Core.Tests.Sync.Push;

public sealed class OutboxTests
{
    private const int MaxEvents = 7;
    private const int MaxBytes = 60;

    [Fact]
    public void Any_sequence_of_additions_acknowledgements_and_reads_matches_a_plain_list() =>
        Prop.ForAll(Steps().ToArbitrary(), steps =>
        {
            var outbox = new Outbox(MaxEvents, MaxBytes, maxStamps: 0);
            var model = new List<(long Position, Event Event)>();
            var added = 0L;
            var overflows = 0;
            foreach (var (kind, amount) in steps)
            {
                switch (kind)
                {
                    case 0:
                        var events = Enumerable.Range(0, amount).Select(i => Make((int)added + i, amount)).ToList();
                        model.AddRange(events.Select(item => (++added, item)));
                        outbox.Add(events);
                        overflows += Trim(model);
                        break;
                    case 1:
                        var position = added - amount;
                        Assert.Equal(model.RemoveAll(item => item.Position <= position), outbox.Acknowledge(position));
                        break;
                    default:
                        var expected = model.Where(item => item.Position >= added - amount).ToList();
                        var frame = outbox.Read(added - amount);
                        Assert.Equal(expected.Select(item => item.Event), frame?.Events ?? []);
                        Assert.Equal(expected.Count == 0 ? null : expected[0].Position, frame?.FirstPosition);
                        break;
                }

                Assert.Equal(model.Count, outbox.Count);
                Assert.Equal(added, outbox.LastPosition);
                Assert.Equal(added - model.Count + 1, outbox.FirstPosition);
                Assert.Equal(overflows, outbox.Overflows);
            }

            Assert.Equal(overflows > 0, outbox.TakeOverflow());
            Assert.False(outbox.TakeOverflow());
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_frame_is_closed_at_its_limit_of_events_and_tells_what_waits_behind_it()
    {
        var outbox = new Outbox();
        outbox.Add([.. Enumerable.Range(0, ProtocolLimits.MaxEventsPerFrame + 10).Select(i => Make(i, 1))]);

        var first = outbox.Read(1)!;
        Assert.True(first.IsFull);
        Assert.Equal((ProtocolLimits.MaxEventsPerFrame, 10), (first.Events.Count, first.Behind));
        var second = outbox.Read(first.LastPosition + 1)!;
        Assert.False(second.IsFull);
        Assert.Equal((10, 0), (second.Events.Count, second.Behind));
    }

    [Fact]
    public void A_frame_is_closed_at_its_limit_of_bytes()
    {
        var outbox = new Outbox();
        var large = new byte[ProtocolLimits.TargetFrameBytes / 2];
        outbox.Add([.. Enumerable.Range(0, 5).Select(i => Event.Create($"key{i}", large, i, "eu"))]);

        var first = outbox.Read(1)!;
        Assert.True(first.IsFull);
        Assert.Equal(2, first.Events.Count);
    }

    [Fact]
    public void A_single_event_over_the_limit_of_bytes_is_kept()
    {
        var outbox = new Outbox(MaxEvents, MaxBytes, maxStamps: 0);
        outbox.Add([Event.Create("key", new byte[10 * MaxBytes], 1, "eu")]);
        Assert.Equal((1, 0), (outbox.Count, outbox.Overflows));
    }

    private static int Trim(List<(long Position, Event Event)> model)
    {
        var dropped = 0;
        for (; model.Count > MaxEvents || (model.Count > 1 && model.Sum(item => Size(item.Event)) > MaxBytes); dropped++)
            model.RemoveAt(0);
        return dropped > 0 ? 1 : 0;
    }

    private static int Size(Event item) => item.Key.Length + item.Value!.Value.Length;

    private static Event Make(int number, int bytes) => Event.Create($"k{number}", new byte[bytes * 2], number, "eu");

    private static Gen<List<(int Kind, int Amount)>> Steps() =>
        Gen.ListOf(Gen.Zip(Gen.Choose(0, 2), Gen.Choose(0, 9))).Select(list => list.ToList());
}
