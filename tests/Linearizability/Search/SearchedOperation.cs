using Aevrion.Linearizability.Histories;

namespace Aevrion.Linearizability.Search;

/// <summary>An operation as the search sees it: values are numbers, 0 for nothing.</summary>
internal sealed class SearchedOperation
{
    /// <summary>The register is empty.</summary>
    public const int Nothing = 0;

    /// <summary>Stands for "any value".</summary>
    private const int Any = -1;

    private readonly bool _matchIsRefused;
    private readonly int _observed;

    public SearchedOperation(RegisterOperation source, Func<string?, int> numberOf)
    {
        Source = source;
        IsProbe = source.Kind == OperationKind.Read || source.Outcome == OperationOutcome.Refused;
        Target = numberOf(source.Value);
        Match = source.Condition is { } condition ? numberOf(condition.Match) : Any;
        _matchIsRefused = source.Outcome == OperationOutcome.Refused;
        _observed = source.Observed is { } observed ? numberOf(observed.Value) : Any;
        ReturnedAt = source.Outcome == OperationOutcome.Unknown ? long.MaxValue : source.ReturnedAt;
    }

    public RegisterOperation Source { get; }

    /// <summary>When it has taken effect at the latest; <see cref="long.MaxValue"/> when it need not.</summary>
    public long ReturnedAt { get; set; }

    /// <summary>True when it may be that it never took effect.</summary>
    public bool IsOptional => ReturnedAt == long.MaxValue;

    /// <summary>True when it changes nothing.</summary>
    public bool IsProbe { get; }

    /// <summary>True of an unconditional write whose value makes no difference to any answer.</summary>
    public bool IsUnnoticed { get; set; }

    /// <summary>True of an unconditional deletion that may never have taken effect: which of several of them did makes no difference.</summary>
    public bool IsSpareDeletion => IsOptional && !IsConditional && Source.Kind == OperationKind.Delete;

    public bool IsConditional => Match != Any;

    /// <summary>What its condition names; negative when it has none.</summary>
    public int Match { get; }

    /// <summary>What stands after it took effect, unless it is a probe.</summary>
    public int Target { get; }

    /// <summary>Its number among the operations under way.</summary>
    public int Slot { get; set; }

    public UInt128 Bit => UInt128.One << Slot;

    /// <summary>The value that must stand when it takes effect; negative when several may.</summary>
    public int Needs => _observed != Any ? _observed : _matchIsRefused ? Any : Match;

    /// <summary>True when its answer is right where this stands.</summary>
    public bool FitsTo(int state) =>
        (_observed == Any || _observed == state) && (Match == Any || (Match == state) != _matchIsRefused);
}
