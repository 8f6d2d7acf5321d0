using Aevrion.Core.Sync.Push;
using FsCheck;
using FsCheck.Fluent;

namespace Aevrion.Core.Tests.Sync.Sessions;

public sealed class PushDeliveryTests
{
    [Theory]
    [InlineData(1_000_000, 0)]
    [InlineData(10, 1_000_000)]
    public void Whatever_breaks_every_pushed_event_becomes_durable_unless_the_outbox_overflowed(int maxOutboxEvents, int maxOutboxStamps) =>
        Prop.ForAll(Steps().ToArbitrary(), steps =>
        {
            var link = new ModelLink(maxOutboxEvents, maxOutboxStamps);
            foreach (var step in steps)
                link.Step(step);
            link.Settle();
            Assert.False(link.HasOverflowed);
            Assert.Equal(0, link.Waiting);
            Assert.All(Enumerable.Range(1, link.Written), position => Assert.True(link.IsDurable(position)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_missing_in_the_end_was_dropped_by_an_overflow_that_is_told() =>
        Prop.ForAll(Steps().ToArbitrary(), steps =>
        {
            var link = new ModelLink(maxOutboxEvents: 10);
            foreach (var step in steps)
                link.Step(step);
            link.Settle();
            Assert.Equal(0, link.Waiting);
            var missing = Enumerable.Range(1, link.Written).Count(position => !link.IsDurable(position));
            Assert.True(missing == 0 || link.HasOverflowed);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_cut_at_any_step_resumes_without_loss_while_the_listener_remembers()
    {
        for (var cutAt = 0; cutAt < 80; cutAt++)
        {
            var link = new ModelLink(maxOutboxEvents: 1_000);
            link.Step(3);
            for (var i = 0; i < cutAt; i++)
                link.Step(i % 10 is 1 or 2 ? 5 : i % 10);
            link.Step(1);
            link.Step(0);
            link.Settle();
            Assert.All(link.Resumes.Skip(1), resume => Assert.Equal(PushResume.Resumed, resume));
            Assert.All(Enumerable.Range(1, link.Written), position => Assert.True(link.IsDurable(position)));
        }
    }

    [Fact]
    public void A_listener_that_forgot_the_stream_is_told_from_one_that_remembers()
    {
        var link = new ModelLink(maxOutboxEvents: 1_000);
        link.Step(0);
        link.Settle();
        link.Step(2);
        link.Settle();
        link.Step(1);
        link.Step(0);
        link.Settle();
        Assert.Equal([PushResume.Begun, PushResume.Broken, PushResume.Broken], link.Resumes);
    }

    // Most steps carry something along; cuts and forgetting come now and then.
    private static Gen<List<int>> Steps() =>
        Gen.Resize(Gen.ListOf(Gen.Frequency(
            (4, Gen.Constant(0)), (1, Gen.Constant(1)), (1, Gen.Constant(2)), (3, Gen.Constant(3)), (24, Gen.Choose(4, 9)))), 300)
        .Select(list => list.ToList());
}
