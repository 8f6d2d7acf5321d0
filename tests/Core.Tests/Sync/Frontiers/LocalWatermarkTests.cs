using Aevrion.Core.Sync.Frontiers;
using Aevrion.Core.Tree;

namespace Aevrion.Core.Tests.Sync.Frontiers;

public sealed class LocalWatermarkTests
{
    private readonly LocalWatermark _local = new(new TreeShape(10, 3));

    [Fact]
    public void It_falls_when_an_event_is_noted_and_rises_only_when_the_book_has_answered_for_it()
    {
        _local.Heard(100);
        _local.Admitted(new LateAdmission(57, "eu", null));
        Assert.Equal(50, _local.TimeMs);
        _local.Heard(110);
        Assert.Equal(50, _local.TimeMs);
        Assert.Equal(57, _local.BeginReport()?.Timestamp);
        Assert.Equal(50, _local.TimeMs);
        _local.Reported(110);
        Assert.Equal(110, _local.TimeMs);
    }

    [Fact]
    public void It_does_not_rise_beyond_events_under_way_and_does_not_fall_for_them()
    {
        _local.Heard(60);
        _local.Begin(78);
        _local.Begin(35);
        Assert.Equal(60, _local.TimeMs);
        _local.Heard(110);
        Assert.Equal(60, _local.TimeMs);
        _local.End(35);
        Assert.Equal(70, _local.TimeMs);
        _local.Admitted(new LateAdmission(78, "eu", "us"));
        _local.End(78);
        Assert.Equal(70, _local.TimeMs);
        _local.BeginReport();
        _local.Reported(110);
        Assert.Equal(110, _local.TimeMs);
    }

    [Fact]
    public void What_comes_in_during_a_report_waits_for_the_next()
    {
        _local.Heard(100);
        _local.Admitted(new LateAdmission(57, "eu", null));
        _local.BeginReport();
        _local.Admitted(new LateAdmission(78, "eu", null));
        _local.Reported(100);
        Assert.Equal(70, _local.TimeMs);
        Assert.Equal(78, _local.BeginReport()?.Timestamp);
    }

    [Fact]
    public void A_report_that_failed_is_made_again()
    {
        _local.Heard(100);
        _local.Admitted(new LateAdmission(57, "eu", null));
        _local.BeginReport();
        _local.Admitted(new LateAdmission(78, "eu", null));
        Assert.Equal(57, _local.BeginReport()?.Timestamp);
        _local.Reported(100);
        Assert.Equal(100, _local.TimeMs);
    }

    [Fact]
    public void Without_a_proof_there_is_none()
    {
        Assert.Null(_local.TimeMs);
        _local.Heard(100);
        _local.Admitted(new LateAdmission(3, "eu", null));
        Assert.Null(_local.TimeMs);
    }
}
