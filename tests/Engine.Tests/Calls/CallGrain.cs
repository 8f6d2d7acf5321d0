using Aevrion.Engine.Tests.Probing;
using Orleans;
using Orleans.Runtime;

namespace Aevrion.Engine.Tests.Calls;

public sealed class CallGrain : Grain, ICallGrain
{
    private Probe Probe => Probe.Of(this.GetPrimaryKeyString());

    public Task FailAtOnce() => throw new NotSupportedException("At once.");

    public async Task<int> FailLater()
    {
        await Task.Yield();
        throw new KeyNotFoundException("Later.");
    }

    public ValueTask<int> FailAsValueTask() => ValueTask.FromException<int>(new FormatException("As a value task."));

    public async ValueTask FailWithOwnException(int code)
    {
        await Task.Yield();
        throw new GrainFailureException("Of its own.") { Code = code };
    }

    public async Task WaitAtGate()
    {
        Probe.Note("began");
        await Probe.Gate;
        Probe.Note("ended");
    }

    public Task WaitAtGateBriefly() => WaitAtGate();

    public async Task<string> CallOneThatWaits(string other)
    {
        try
        {
            await GrainFactory.GetGrain<ICallGrain>(other).WaitAtGate();
            return "answered";
        }
        catch (TimeoutException)
        {
            return "timed out";
        }
    }

    public Task NotifyAndWaitAtGate() => WaitAtGate();

    public Task NotifyAndFail()
    {
        Probe.Note("failing");
        throw new NotSupportedException("Nobody hears.");
    }

    public async Task WaitForCancellation(CancellationToken cancellationToken)
    {
        Probe.Note("waiting");
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }
        finally
        {
            Probe.Note("cancelled");
        }
    }

    public Task NoteWithToken(string what, CancellationToken cancellationToken)
    {
        Probe.Note(what);
        return Task.CompletedTask;
    }

    public async Task<string> CancelOneThatWaits(string other)
    {
        using var cancellation = new CancellationTokenSource();
        var call = GrainFactory.GetGrain<ICallGrain>(other).WaitForCancellation(cancellation.Token);
        await Eventually.Holds(() => Probe.Of(other).Count("waiting") == 1);
        await cancellation.CancelAsync();
        try
        {
            await call;
            return "answered";
        }
        catch (OperationCanceledException)
        {
            return "cancelled";
        }
    }

    public Task<ArgumentsSeen> Take(
        int number, string? text, ArgumentKind kind, long? maybe, IReadOnlyList<int> list, CancellationToken cancellationToken) =>
        Task.FromResult(new ArgumentsSeen(number, text, kind, maybe, list.Sum(), cancellationToken.CanBeCanceled));

    public Task<string?> ContextValue(string name) => Task.FromResult((string?)RequestContext.Get(name));

    public async Task<List<string?>> ContextValueOver(string name, string other)
    {
        var grain = GrainFactory.GetGrain<ICallGrain>(other);
        var seen = await grain.ContextValue(name);
        await grain.ChangeContextValue(name);
        return [seen, (string?)RequestContext.Get(name), await grain.ContextValue(name)];
    }

    public Task ChangeContextValue(string name)
    {
        RequestContext.Set(name, "changed");
        return Task.CompletedTask;
    }
}
