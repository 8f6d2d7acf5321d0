using Aevrion.Linearizability.Histories;

namespace Aevrion.Linearizability.Search;

/// <summary>A history made ready for the search: what makes no difference is left out, what must have happened is told apart.</summary>
internal sealed class PreparedHistory
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string?> _values = [null];

    /// <summary>Values that an answer depends on, and when each was there at the latest.</summary>
    private readonly Dictionary<int, long> _neededBy = [];

    /// <summary>True when somebody was told that a condition does not hold and not what stands: then every value makes a difference.</summary>
    private readonly bool _allMatters;

    private readonly Dictionary<int, long> _lastWrites = [];

    private List<SearchedOperation> _operations;

    private PreparedHistory(IReadOnlyList<RegisterOperation> history)
    {
        foreach (var operation in history)
            CheckForm(operation);
        _operations =
        [
            .. history.Where(operation => operation.Kind != OperationKind.Read || operation.Outcome != OperationOutcome.Unknown)
                .Select(operation => new SearchedOperation(operation, NumberOf)),
        ];
        _allMatters = history.Any(operation => operation is { Outcome: OperationOutcome.Refused, Observed: null });
    }

    /// <summary>Beginnings and ends in their order.</summary>
    public IReadOnlyList<Moment> Moments { get; private set; } = [];

    /// <summary>Makes a history ready.</summary>
    public static PreparedHistory Of(IReadOnlyList<RegisterOperation> history)
    {
        var prepared = new PreparedHistory(history);
        prepared.NoteNeeds();
        prepared.PinObserved();
        prepared.LeaveOut();
        foreach (var write in prepared._operations.Where(operation => !operation.IsProbe))
            prepared._lastWrites[write.Target] = Math.Max(prepared.LastWriteOf(write.Target), write.Source.InvokedAt);
        prepared.Moments =
        [
            .. prepared._operations.Select(operation => new Moment(operation.Source.InvokedAt, IsEnd: false, operation))
                .Concat(prepared._operations.Where(operation => !operation.IsOptional)
                    .Select(operation => new Moment(operation.ReturnedAt, IsEnd: true, operation)))
                .OrderBy(moment => moment.At)
                .ThenBy(moment => moment.IsEnd),
        ];
        return prepared;
    }

    /// <summary>How many operations need a value to stand that is put only once; none for any other value.</summary>
    public IReadOnlyDictionary<int, int> NeedsOfLoneValues()
    {
        var puts = _operations.Where(operation => !operation.IsProbe).CountBy(operation => operation.Target).ToDictionary();
        return _operations
            .Where(operation => !operation.IsOptional && operation.Needs > SearchedOperation.Nothing && puts.GetValueOrDefault(operation.Needs) == 1)
            .CountBy(operation => operation.Needs)
            .ToDictionary();
    }

    /// <summary>When the last write of a value began; before everything when there is none.</summary>
    public long LastWriteOf(int value) => _lastWrites.GetValueOrDefault(value, long.MinValue);

    /// <summary>The value of a number.</summary>
    public string Describe(int state) => _values[state] ?? "nothing";

    private static void CheckForm(RegisterOperation operation)
    {
        var isWrong = operation.Kind switch
        {
            OperationKind.Read => operation.Outcome == OperationOutcome.Refused || operation.Condition is not null
                || (operation.Outcome == OperationOutcome.Done && operation.Observed is null),
            OperationKind.Put => operation.Value is null || (operation.Outcome == OperationOutcome.Refused && operation.Condition is null),
            _ => operation.Value is not null || (operation.Outcome == OperationOutcome.Refused && operation.Condition is null),
        };
        if (isWrong || (operation.Outcome != OperationOutcome.Unknown && operation.ReturnedAt < operation.InvokedAt))
            throw new ArgumentException($"This is no operation of a register: {operation}", nameof(operation));
    }

    private int NumberOf(string? value)
    {
        if (value is null)
            return SearchedOperation.Nothing;
        if (!_numbers.TryGetValue(value, out var number))
        {
            _numbers.Add(value, number = _values.Count);
            _values.Add(value);
        }

        return number;
    }

    /// <summary>What operations of known outcome tell to have stood.</summary>
    private void NoteNeeds()
    {
        foreach (var operation in _operations.Where(operation => !operation.IsOptional))
        {
            if (operation.Source.Observed is { } observed)
                Need(NumberOf(observed.Value), operation.ReturnedAt);
            else if (operation.Source is { Condition: { } condition, Outcome: OperationOutcome.Done })
                Need(NumberOf(condition.Match), operation.ReturnedAt);
        }
    }

    /// <summary>
    /// A put of unknown outcome, the only one of its value, took effect before the first operation ended that saw the value; and so did
    /// what its own condition needs.
    /// </summary>
    private void PinObserved()
    {
        var writers = _operations.Where(operation => operation is { IsProbe: false, Source.Kind: OperationKind.Put }).ToLookup(operation => operation.Target);
        var lone = _operations.Where(operation => operation.IsOptional && writers[operation.Target].Count() == 1).ToList();
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var put in lone)
            {
                // One that was seen before it began is left as it is: the search will find that nothing explains the sight.
                if (!_neededBy.TryGetValue(put.Target, out var by) || by >= put.ReturnedAt || by < put.Source.InvokedAt)
                    continue;
                put.ReturnedAt = by;
                changed = true;
                if (put.Source.Condition is { } condition)
                    Need(NumberOf(condition.Match), by);
            }
        }
    }

    /// <summary>Leaves out writes of unknown outcome that no answer depends on, and tells apart those of known outcome.</summary>
    private void LeaveOut()
    {
        if (_allMatters)
            return;
        var kept = new HashSet<SearchedOperation>();
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var operation in _operations.Where(operation => operation.IsOptional && _neededBy.ContainsKey(operation.Target)))
            {
                if (kept.Add(operation) && operation.Source.Condition is { } condition)
                    changed |= _neededBy.TryAdd(NumberOf(condition.Match), long.MaxValue);
            }
        }

        _operations = [.. _operations.Where(operation => !operation.IsOptional || kept.Contains(operation))];
        foreach (var operation in _operations)
            operation.IsUnnoticed = !operation.IsProbe && !operation.IsConditional && !_neededBy.ContainsKey(operation.Target);
    }

    private void Need(int value, long by) => _neededBy[value] = _neededBy.TryGetValue(value, out var known) ? Math.Min(known, by) : by;
}
