namespace Aevrion.Linearizability.Search;

/// <summary>Goes through a history and keeps all situations that may be so. See <see cref="RegisterChecker"/>.</summary>
internal sealed class JustInTimeSearch(PreparedHistory history)
{
    private readonly OperationSlots _slots = new();
    private HashSet<Situation> _situations = [new Situation(SearchedOperation.Nothing, UInt128.Zero)];
    private List<SearchedOperation> _underWay = [];

    /// <summary>Of values that are put only once: how many operations that need it to stand have yet to begin.</summary>
    private readonly Dictionary<int, int> _needsToCome = new(history.NeedsOfLoneValues());
    private long _explored;

    public Verdict Run()
    {
        foreach (var moment in history.Moments)
        {
            if (moment.IsEnd)
            {
                var before = _situations;
                if (!TryEnd(moment.Operation))
                    return new Verdict(VerdictKind.Undecided, $"More than {RegisterChecker.MaxSituations} situations at {moment.Operation.Source}.", _explored);
                if (_situations.Count == 0)
                    return new Verdict(VerdictKind.NotLinearizable, Explain(moment.Operation, before), _explored);
                _slots.Release(moment.Operation);
                ReleaseHopeless(moment.At);
            }
            else if (_slots.TryTake(moment.Operation))
            {
                Begin(moment.Operation);
            }
            else
            {
                return new Verdict(VerdictKind.Undecided, $"More than {RegisterChecker.MaxConcurrent} operations at {moment.Operation.Source}.", _explored);
            }

            _underWay = [.. _slots.Taken];
        }

        return new Verdict(VerdictKind.Linearizable, "", _explored);
    }

    private void Begin(SearchedOperation operation)
    {
        if (!operation.IsOptional && _needsToCome.TryGetValue(operation.Needs, out var toCome))
            _needsToCome[operation.Needs] = toCome - 1;
        if (operation.IsProbe)
            _situations = [.. _situations.Select(situation => operation.FitsTo(situation.State) ? situation.With(operation) : situation)];
    }

    /// <summary>Keeps the situations in which the operation has taken effect, and those that come of letting it do so.</summary>
    /// <returns>False when there are too many.</returns>
    private bool TryEnd(SearchedOperation ending)
    {
        var ended = new HashSet<Situation>();
        var seen = new HashSet<Situation>(_situations);
        var open = new Stack<Situation>(_situations);
        while (open.TryPop(out var situation))
        {
            _explored++;
            if (situation.Has(ending))
            {
                ended.Add(situation.Without(ending));
                continue;
            }

            foreach (var next in Followers(situation))
            {
                if (seen.Add(next))
                    open.Push(next);
            }

            if (seen.Count > RegisterChecker.MaxSituations)
                return false;
        }

        _situations = WithoutDominated(ended);
        return true;
    }

    /// <summary>The situations that one more write leads to.</summary>
    private IEnumerable<Situation> Followers(Situation situation)
    {
        var hasSpare = false;
        var isLone = _needsToCome.TryGetValue(situation.State, out var toCome);
        if (toCome > 0)
            yield break;

        foreach (var write in _underWay)
        {
            if (isLone && IsStillNeeded(situation, write))
                continue;
            if (write.IsProbe || situation.Has(write) || !write.FitsTo(situation.State))
                continue;
            if (write.IsOptional && write.Target == situation.State)
                continue;

            // Of the spare deletions that are left, one is as good as another.
            if (write.IsSpareDeletion && hasSpare)
                continue;
            hasSpare |= write.IsSpareDeletion;

            yield return AfterWrite(situation, write);
        }
    }

    /// <summary>A value that is put once never stands again: whoever needs it, except the write itself, must have taken effect before.</summary>
    private bool IsStillNeeded(Situation situation, SearchedOperation write) => _underWay.Exists(other =>
        !ReferenceEquals(other, write) && !other.IsOptional && other.Needs == situation.State && !situation.Has(other));

    private Situation AfterWrite(Situation situation, SearchedOperation write)
    {
        if (!write.IsConditional)
        {
            // Whatever else nobody notices is overwritten here without a trace.
            foreach (var unnoticed in _underWay)
            {
                if (unnoticed.IsUnnoticed)
                    situation = situation.With(unnoticed);
            }
        }

        situation = situation.With(write) with { State = write.Target };
        foreach (var probe in _underWay)
        {
            if (probe.IsProbe && probe.FitsTo(situation.State))
                situation = situation.With(probe);
        }

        return situation;
    }

    /// <summary>Of situations that differ in the number of spare deletions used, the one that has most of them left can do all that the others can.</summary>
    private HashSet<Situation> WithoutDominated(HashSet<Situation> situations)
    {
        var spare = UInt128.Zero;
        foreach (var operation in _underWay)
            spare |= operation.IsSpareDeletion ? operation.Bit : UInt128.Zero;
        if (spare == 0)
            return situations;

        var best = new Dictionary<Situation, UInt128>();
        foreach (var situation in situations)
        {
            var rest = situation with { Effective = situation.Effective & ~spare };
            var used = situation.Effective & spare;
            if (!best.TryGetValue(rest, out var least) || UInt128.PopCount(used) < UInt128.PopCount(least))
                best[rest] = used;
        }

        return [.. best.Select(pair => pair.Key with { Effective = pair.Key.Effective | pair.Value })];
    }

    /// <summary>Forgets operations that need not have taken effect and cannot any more, since what their condition names never stands again.</summary>
    private void ReleaseHopeless(long now)
    {
        foreach (var operation in _slots.Taken.Where(operation => operation is { IsOptional: true, IsConditional: true }).ToList())
        {
            if (history.LastWriteOf(operation.Match) > now || _situations.Any(situation => situation.State == operation.Match)
                || _slots.Taken.Any(other => !other.IsProbe && other.Target == operation.Match))
                continue;
            _situations = [.. _situations.Select(situation => situation.Without(operation))];
            _slots.Release(operation);
        }
    }

    private string Explain(SearchedOperation ending, HashSet<Situation> before)
    {
        var states = before.Select(situation => history.Describe(situation.State)).Distinct().Order(StringComparer.Ordinal).ToList();
        var under = _underWay.Select(operation => $"  {operation.Source}");
        return $"""
            Nothing explains {ending.Source}.
            What may have stood before: {string.Join(", ", states)}.
            Under way then:
            {string.Join('\n', under)}
            """;
    }
}
