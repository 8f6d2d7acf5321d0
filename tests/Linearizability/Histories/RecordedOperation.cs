namespace Aevrion.Linearizability.Histories;

/// <summary>An operation under way, of which its client says how it ended. One whose end is never told has an unknown outcome.</summary>
public sealed class RecordedOperation
{
    private readonly HistoryRecorder _recorder;
    private RegisterOperation _current;

    internal RecordedOperation(HistoryRecorder recorder, RegisterOperation begun)
    {
        _recorder = recorder;
        _current = begun;
    }

    /// <summary>What is known now.</summary>
    public RegisterOperation Current => Volatile.Read(ref _current);

    /// <summary>The write took effect.</summary>
    public void Done() => End(OperationOutcome.Done, observed: null);

    /// <summary>The read was answered.</summary>
    /// <param name="value">The value; null when nothing stood.</param>
    public void Read(string? value) => End(OperationOutcome.Done, new Observation(value));

    /// <summary>The condition did not hold.</summary>
    /// <param name="standing">What stood instead; null when the client was not told.</param>
    public void Refused(Observation? standing) => End(OperationOutcome.Refused, standing);

    private void End(OperationOutcome outcome, Observation? observed)
    {
        var ended = _current with { Outcome = outcome, Observed = observed, ReturnedAt = _recorder.NextTick() };
        Volatile.Write(ref _current, ended);
    }
}
