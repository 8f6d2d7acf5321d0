using Aevrion.Bench.Measuring;

namespace Aevrion.Bench.Tests.Measuring;

public sealed class AlternationTests
{
    private readonly List<string> _measured = [];

    [Fact]
    public async Task Two_contenders_take_turns_so_that_neither_is_always_first()
    {
        await RunAsync(rounds: 4, warmUps: 0, "A", "B");
        Assert.Equal(["A", "B", "B", "A", "A", "B", "B", "A"], _measured);
    }

    [Fact]
    public async Task Three_contenders_go_forth_and_back()
    {
        await RunAsync(rounds: 2, warmUps: 0, "A", "B", "C");
        Assert.Equal(["A", "B", "C", "C", "B", "A"], _measured);
    }

    [Fact]
    public async Task Warm_up_rounds_are_run_and_not_counted()
    {
        var samples = await RunAsync(rounds: 2, warmUps: 3, "A", "B");
        Assert.Equal(10, _measured.Count);
        Assert.All(samples, side => Assert.Equal(2, side.Count));
    }

    [Fact]
    public async Task Figures_stay_with_their_contender()
    {
        var samples = await RunAsync(rounds: 5, warmUps: 1, "A", "BBB");
        Assert.Equal([1, 3], samples.Select(side => side.Median));
    }

    [Fact]
    public async Task Cancellation_stops_between_rounds()
    {
        using var stop = new CancellationTokenSource();
        var contender = new Contender("A", async _ =>
        {
            _measured.Add("A");
            await stop.CancelAsync();
            return 1;
        });
        await Assert.ThrowsAsync<OperationCanceledException>(() => Alternation.RunAsync("", [contender], 3, 0, new QuietDisplay(), stop.Token));
        Assert.Single(_measured);
    }

    private Task<IReadOnlyList<Samples>> RunAsync(int rounds, int warmUps, params string[] names)
    {
        var contenders = names.Select(name => new Contender(name, _ =>
        {
            _measured.Add(name);
            return Task.FromResult((double)name.Length);
        }));
        return Alternation.RunAsync("", [.. contenders], rounds, warmUps, new QuietDisplay(), TestContext.Current.CancellationToken);
    }
}
