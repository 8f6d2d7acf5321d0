namespace Aevrion.Grains.Keys;

/// <summary>
/// Keeps a key's writes in order: unconditional ones share a turn and are pipelined, a conditional one has its turn alone, and
/// everybody is served in the order of arrival. Used from one grain only, which runs one turn at a time: no locks.
/// </summary>
public sealed class WriteTurns
{
    /// <summary>Null until somebody has to wait: most keys never do.</summary>
    private Queue<(bool Alone, TaskCompletionSource Turn)>? _waiting;
    private int _running;
    private bool _alone;

    /// <summary>True when nobody has a turn and nobody waits for one.</summary>
    public bool IsIdle => _running == 0 && _waiting is null or { Count: 0 };

    /// <summary>Takes the turn if it is free; otherwise it has to be waited for. <see cref="Leave"/> must follow a turn.</summary>
    /// <param name="alone">True to have the turn alone.</param>
    public bool TryEnter(bool alone)
    {
        if (_waiting is { Count: > 0 } || !MayRun(alone))
            return false;
        Start(alone);
        return true;
    }

    /// <summary>Waits for the turn, after <see cref="TryEnter"/> has failed.</summary>
    /// <param name="alone">True to have the turn alone.</param>
    public Task EnterAsync(bool alone)
    {
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        (_waiting ??= new()).Enqueue((alone, turn));
        return turn.Task;
    }

    /// <summary>Ends a turn.</summary>
    public void Leave()
    {
        _running--;
        _alone = false;
        while (_waiting is not null && _waiting.TryPeek(out var next) && MayRun(next.Alone))
        {
            _waiting.Dequeue();
            Start(next.Alone);
            next.Turn.SetResult();
        }
    }

    private bool MayRun(bool alone) => _running == 0 || (!alone && !_alone);

    private void Start(bool alone)
    {
        _running++;
        _alone = alone;
    }
}
