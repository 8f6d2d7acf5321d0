namespace Aevrion.Core.Sync.Exchange;

/// <summary>
/// A sync protocol machine without I/O, time or randomness: it says what it wants done next and is told how that turned out, one
/// effect at a time. The same inputs always give the same effects.
/// </summary>
public abstract class SyncMachine
{
    private IEnumerator<SyncEffect>? _steps;

    /// <summary>The answers to its effects.</summary>
    protected SyncAnswers Answers { get; } = new();

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
        Answers.Last = input;
        return Advance();
    }

    /// <summary>The machine's steps. After each effect, the answer is there to take.</summary>
    protected abstract IEnumerable<SyncEffect> Run();

    private SyncEffect? Advance()
    {
        var steps = _steps ?? throw new InvalidOperationException("The machine has not been started.");
        return steps.MoveNext() ? steps.Current : null;
    }
}
