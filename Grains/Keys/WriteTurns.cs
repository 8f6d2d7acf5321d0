namespace Aevrion.Grains.Keys;

/// <summary>
/// Keeps a key's writes in order: unconditional ones share a turn and are pipelined, a conditional one has its turn alone, and
/// everybody is served in the order of arrival. Used from one grain only, which runs one turn at a time: no locks.
/// </summary>
public sealed class WriteTurns
{
    private readonly Queue<(bool Alone, TaskCompletionSource Turn)> _waiting = new();
    private int _running;
    private bool _alone;

    /// <summary>Waits for the turn. <see cref="Leave"/> must follow.</summary>
    /// <param name="alone">True to have the turn alone.</param>
    public Task EnterAsync(bool alone)
    {
        if (_waiting.Count == 0 && MayRun(alone))
        {
            Start(alone);
            return Task.CompletedTask;
        }

        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Enqueue((alone, turn));
        return turn.Task;
    }

    /// <summary>Ends a turn.</summary>
    public void Leave()
    {
        _running--;
        _alone = false;
        while (_waiting.TryPeek(out var next) && MayRun(next.Alone))
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
