using Aevrion.Chaos.Faults;
using Aevrion.Chaos.Workload;

namespace Aevrion.Chaos.Running;

/// <summary>Sums over the rounds of a run.</summary>
internal sealed class RunTotals
{
    private readonly Dictionary<FaultKind, int> _faults = [];

    public int Rounds { get; private set; }

    public long Operations { get; private set; }

    public long Acknowledged { get; private set; }

    public long Unavailable { get; private set; }

    public long Unknown { get; private set; }

    public long Events { get; private set; }

    public int Violations { get; private set; }

    public IReadOnlyDictionary<FaultKind, int> Faults => _faults;

    public void Add(RoundHistory history, IEnumerable<string> regions, IReadOnlyDictionary<FaultKind, int> faults, long events, int violations)
    {
        Rounds++;
        Operations += history.Operations;
        Acknowledged += regions.Sum(region => history.AcknowledgedBy(region).Count);
        Unavailable += history.Unavailable;
        Unknown += history.Unknown;
        Events = events;
        Violations += violations;
        foreach (var (kind, count) in faults)
            _faults[kind] = _faults.GetValueOrDefault(kind) + count;
    }

    public void AddViolations(int count) => Violations += count;

    public string DescribeFaults() => string.Join(", ", _faults.OrderBy(fault => fault.Key).Select(fault => $"{fault.Key} {fault.Value}"));
}
