using Aevrion.Linearizability.Histories;

namespace Aevrion.Linearizability.Tests;

/// <summary>Histories of the length that a load test records.</summary>
public sealed class LongHistoriesTests
{
    private const int Seed = 20_251_121;

    [Theory]
    [InlineData(4, 0.0)]
    [InlineData(8, 0.0)]
    [InlineData(16, 0.0)]
    [InlineData(8, 0.01)]
    [InlineData(8, 0.05)]
    public void The_search_takes_few_steps_an_operation(int clients, double conceals)
    {
        const int Operations = 10_000;
        var verdict = RegisterChecker.Check(SimulatedRegister.Run(new Random(Seed), clients, Operations, conceals));
        Assert.Equal("", verdict.Explanation);
        TestContext.Current.TestOutputHelper?.WriteLine($"{(double)verdict.Explored / Operations:F1} steps an operation");
        Assert.InRange(verdict.Explored, 1, 200L * Operations);
    }

    [Fact]
    public void A_stale_read_deep_inside_is_found()
    {
        var history = SimulatedRegister.Run(new Random(Seed), clients: 8, operations: 5_000, conceals: 0.01);
        var lateRead = history.FindLastIndex(operation => operation is { Kind: OperationKind.Read, Observed.Value: not null });
        var early = history.First(operation => operation is { Kind: OperationKind.Put, Outcome: OperationOutcome.Done });
        history[lateRead] = history[lateRead] with { Observed = new Observation(early.Value) };
        Assert.Equal(VerdictKind.NotLinearizable, RegisterChecker.Check(history).Kind);
    }

    [Fact]
    public void Hundreds_of_deletions_of_unknown_outcome_leave_the_search_short()
    {
        var history = SimulatedRegister.Run(new Random(Seed), clients: 6, operations: 3_000, conceals: 0);
        var deletions = history.Where(operation => operation is { Kind: OperationKind.Delete, Condition: null, Outcome: OperationOutcome.Done }).Take(60).ToHashSet();
        Assert.Equal(60, deletions.Count);
        var verdict = RegisterChecker.Check(history.Select(operation =>
            deletions.Contains(operation) ? operation with { Outcome = OperationOutcome.Unknown } : operation));
        Assert.Equal("", verdict.Explanation);
        Assert.InRange(verdict.Explored, 1, 1_000 * 3_000);
    }

    [Fact]
    public void Writes_of_elsewhere_that_come_late_leave_the_search_short()
    {
        // Each is under way for a long time before it takes effect, as what another region writes while a link is cut.
        const int Operations = 5_000;
        var random = new Random(Seed);
        var history = SimulatedRegister.Run(random, clients: 6, operations: Operations, conceals: 0)
            .Select(operation => operation is { Kind: OperationKind.Put, Condition: null, Outcome: OperationOutcome.Done } && random.Next(2) == 0
                ? operation with { Outcome = OperationOutcome.Unknown, InvokedAt = Math.Max(0, operation.InvokedAt - 2_000) }
                : operation);
        var verdict = RegisterChecker.Check(history);
        Assert.Equal("", verdict.Explanation);
        Assert.InRange(verdict.Explored, 1, 1_000L * Operations);
        TestContext.Current.TestOutputHelper?.WriteLine($"{(double)verdict.Explored / Operations:F1} steps an operation");
    }

    [Fact]
    public void More_at_one_time_than_the_search_can_tell_apart_is_not_decided()
    {
        var writers = Enumerable.Range(0, RegisterChecker.MaxConcurrent + 1).Select(i => new RegisterOperation
        {
            Key = "k",
            Kind = OperationKind.Put,
            Value = $"v{i}",
            Outcome = OperationOutcome.Done,
            InvokedAt = i,
            ReturnedAt = 1_000,
        });
        Assert.Equal(VerdictKind.Undecided, RegisterChecker.Check(writers).Kind);
    }

    [Fact]
    public void The_recorder_numbers_beginnings_and_ends_and_leaves_open_what_has_not_ended()
    {
        var recorder = new HistoryRecorder();
        var put = recorder.BeginPut("a", "k", "x", RegisterCondition.IfAbsent);
        var read = recorder.BeginRead("b", "k");
        put.Done();
        read.Read("x");
        recorder.BeginDelete("a", "k", new RegisterCondition("y")).Refused(new Observation("x"));
        recorder.BeginDelete("a", "k");
        Assert.Equal(
            ["[1..3] a: put x if nothing stands -> done", "[2..4] b: read -> x", "[5..6] a: delete if y stands -> refused, x stands", "[7..] a: delete -> ?"],
            recorder.Operations.Select(operation => operation.ToString()));
    }
}
