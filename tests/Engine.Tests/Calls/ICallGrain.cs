using Orleans;
using Orleans.Concurrency;

namespace Aevrion.Engine.Tests.Calls;

public interface ICallGrain : IGrainWithStringKey
{
    Task FailAtOnce();

    Task<int> FailLater();

    ValueTask<int> FailAsValueTask();

    ValueTask FailWithOwnException(int code);

    /// <summary>Notes that it began, waits at the gate, notes that it ended.</summary>
    Task WaitAtGate();

    /// <summary>The same, for callers with little patience.</summary>
    [ResponseTimeout("00:00:00.500")]
    Task WaitAtGateBriefly();

    /// <summary>Calls another grain's <see cref="WaitAtGate"/> and tells how that went.</summary>
    Task<string> CallOneThatWaits(string other);

    [OneWay]
    Task NotifyAndWaitAtGate();

    [OneWay]
    Task NotifyAndFail();

    [AlwaysInterleave]
    Task WaitForCancellation(CancellationToken cancellationToken);

    Task NoteWithToken(string what, CancellationToken cancellationToken);

    /// <summary>Waits on another grain with a token of its own, cancels it, and tells how that went.</summary>
    Task<string> CancelOneThatWaits(string other);

    Task<ArgumentsSeen> Take(int number, string? text, ArgumentKind kind, long? maybe, IReadOnlyList<int> list, CancellationToken cancellationToken);

    Task<string?> ContextValue(string name);

    /// <summary>What a grain called from here sees, and what is left here after that one has changed its own.</summary>
    Task<List<string?>> ContextValueOver(string name, string other);

    Task ChangeContextValue(string name);
}
