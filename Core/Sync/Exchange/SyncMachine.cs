namespace Aevrion.Core.Sync.Exchange;

/// <summary>
/// A sync protocol machine without I/O, time or randomness: it says what it wants done next and is told how that turned out, one
/// effect at a time. The same inputs always give the same effects.
/// </summary>
public abstract class SyncMachine
{
    private IEnumerator<SyncEffect>? _steps;
    private SyncInput? _input;

    /// <summary>The first effect; null when there is nothing to do.</summary>
    public SyncEffect? Start()
    {
        _steps = Run().GetEnumerator();
        return Advance();
    }

    /// <summary>Takes the answer to the last effect and says what comes next; null at the end.</summary>
    /// <exception cref="Protocol.ProtocolViolationException">The peer broke the protocol; the machine has ended.</exception>
    public SyncEffect? Handle(SyncInput input)
    {
        _input = input;
        return Advance();
    }

    /// <summary>The machine's steps. After each effect, the answer is there to take.</summary>
    protected abstract IEnumerable<SyncEffect> Run();

    /// <summary>The answer to the last effect.</summary>
    /// <exception cref="InvalidOperationException">The driver answered with something else: a bug.</exception>
    protected TInput Answer<TInput>()
        where TInput : SyncInput =>
        _input as TInput ?? throw new InvalidOperationException($"Expected {typeof(TInput).Name}, was given {_input?.GetType().Name ?? "nothing"}.");

    private SyncEffect? Advance()
    {
        var steps = _steps ?? throw new InvalidOperationException("The machine has not been started.");
        return steps.MoveNext() ? steps.Current : null;
    }
}
