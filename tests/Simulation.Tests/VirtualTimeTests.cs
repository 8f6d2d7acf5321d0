using Aevrion.Simulation.Kernel;

namespace Aevrion.Simulation.Tests;

/// <summary>Things happen in the order of their times, and of their planning where times are equal.</summary>
public sealed class VirtualTimeTests
{
    private readonly VirtualTime _time = new();
    private readonly List<string> _happened = [];

    [Fact]
    public void What_is_planned_for_one_time_happens_in_the_order_of_planning()
    {
        _time.After(5, () => _happened.Add("late"));
        _time.After(1, () => _happened.Add("first"));
        _time.After(1, () => _happened.Add("second"));
        _time.RunUntil(10);
        Assert.Equal(["first", "second", "late"], _happened);
        Assert.Equal(10, _time.NowMs);
    }

    [Fact]
    public void Nothing_happens_beyond_the_limit()
    {
        _time.After(11, () => _happened.Add("never"));
        _time.RunUntil(10);
        Assert.Empty(_happened);
    }

    [Fact]
    public void Who_waits_goes_on_at_its_time()
    {
        async Task WaitAsync()
        {
            await _time.Delay(3);
            _happened.Add($"{_time.NowMs}");
        }

        var waiting = WaitAsync();
        _time.RunUntil(10);
        Assert.True(waiting.IsCompletedSuccessfully);
        Assert.Equal(["3"], _happened);
    }

    [Fact]
    public void A_condition_stops_it_early()
    {
        _time.After(1, () => _happened.Add("one"));
        _time.After(2, () => _happened.Add("two"));
        Assert.True(_time.RunUntil(10, () => _happened.Count == 1));
        Assert.Equal(1, _time.NowMs);
    }
}
