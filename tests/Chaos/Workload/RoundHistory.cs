using System.Collections.Concurrent;
using System.Diagnostics;
using Aevrion.Linearizability.Histories;

namespace Aevrion.Chaos.Workload;

/// <summary>
/// What clients did in a round and what they were told: a history for each region. A write belongs to the history of the region that took it; to the
/// others it is one that may take effect at any time from its beginning on, or never.
/// </summary>
/// <param name="keys">The keys of the round.</param>
/// <param name="regions">Names of all regions.</param>
internal sealed class RoundHistory(RoundKeys keys, IReadOnlyList<string> regions)
{
    /// <summary>Writes and reads that are recorded of a round; then clients wait for its end. Bounds the memory of a run.</summary>
    public const int MaxOperations = 60_000;

    /// <summary>Answers that are noted because there should be none like them.</summary>
    private const int MaxWrongAnswers = 100;

    private readonly Dictionary<string, HistoryRecorder> _recorders = regions.ToDictionary(region => region, _ => new HistoryRecorder());
    private readonly Dictionary<string, ConcurrentQueue<AcknowledgedWrite>> _acknowledged =
        regions.ToDictionary(region => region, _ => new ConcurrentQueue<AcknowledgedWrite>());

    private readonly ConcurrentDictionary<string, string> _issued = [];
    private readonly ConcurrentDictionary<string, bool> _refused = [];
    private readonly ConcurrentQueue<string> _wrongAnswers = [];
    private readonly Stopwatch _elapsed = Stopwatch.StartNew();
    private int _operations;
    private int _unavailable;
    private int _unknown;

    public RoundKeys Keys => keys;

    public TimeSpan Elapsed => _elapsed.Elapsed;

    /// <summary>True when nothing more is to be recorded.</summary>
    public bool IsFull => Volatile.Read(ref _operations) >= MaxOperations;

    public int Operations => Volatile.Read(ref _operations);

    /// <summary>Requests that no region could serve.</summary>
    public int Unavailable => Volatile.Read(ref _unavailable);

    /// <summary>Writes whose outcome is not known.</summary>
    public int Unknown => Volatile.Read(ref _unknown);

    /// <summary>The key of each value that anybody tried to write.</summary>
    public IReadOnlyDictionary<string, string> Issued => _issued;

    /// <summary>Values of which a region, or the client, said that nothing was written.</summary>
    public ICollection<string> Refused => _refused.Keys;

    /// <summary>Answers that no fault excuses.</summary>
    public IReadOnlyCollection<string> WrongAnswers => _wrongAnswers;

    public IReadOnlyCollection<AcknowledgedWrite> AcknowledgedBy(string region) => _acknowledged[region];

    public IReadOnlyList<RegisterOperation> OperationsIn(string region) => _recorders[region].Operations;

    public RecordedOperation BeginRead(string region, string user, string key)
    {
        Interlocked.Increment(ref _operations);
        return _recorders[region].BeginRead(user, key);
    }

    /// <summary>A client of a region is about to write.</summary>
    /// <param name="value">The value, which nobody else writes to this key; null for a deletion.</param>
    public RecordedOperation BeginWrite(string region, string user, string key, string? value, RegisterCondition? condition = null)
    {
        Interlocked.Increment(ref _operations);
        if (value is not null)
            _issued[value] = key;
        foreach (var other in regions.Where(other => other != region && keys.IsSharedRegister(key)))
            Begin(_recorders[other], user, key, value, condition: null);
        return Begin(_recorders[region], user, key, value, condition);
    }

    public void Acknowledge(string region, RecordedOperation write, string id, long timestamp)
    {
        write.Done();
        var done = write.Current;
        _acknowledged[region].Enqueue(new AcknowledgedWrite(done.Key, id, timestamp, done.Value, done.InvokedAt, done.ReturnedAt));
    }

    /// <summary>A value was not written; it must not be anywhere.</summary>
    public void Refuse(string? value)
    {
        if (value is not null)
            _refused[value] = true;
    }

    public void CountUnavailable() => Interlocked.Increment(ref _unavailable);

    public void CountUnknown() => Interlocked.Increment(ref _unknown);

    public void NoteWrongAnswer(string text)
    {
        if (_wrongAnswers.Count < MaxWrongAnswers)
            _wrongAnswers.Enqueue(text);
    }

    private static RecordedOperation Begin(HistoryRecorder recorder, string user, string key, string? value, RegisterCondition? condition) =>
        value is null ? recorder.BeginDelete(user, key, condition) : recorder.BeginPut(user, key, value, condition);
}
