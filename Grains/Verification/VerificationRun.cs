using System.Collections.Immutable;
using System.Threading.Channels;
using Aevrion.Grains.Interfaces.Verification;
using Aevrion.Storage.Rebuild;
using Aevrion.Storage.Verification;

namespace Aevrion.Grains.Verification;

/// <summary>One verification between the one who runs it and the one who reads what it finds, in turns of one grain.</summary>
internal sealed class VerificationRun(Guid id, TimeProvider timeProvider) : IVerificationObserver
{
    /// <summary>Mismatches that wait to be read, and that are read at once; the verification waits when there are so many.</summary>
    private const int MaxWaiting = 1_000;

    private readonly Channel<FoundMismatch> _found = Channel.CreateBounded<FoundMismatch>(MaxWaiting);
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long _startedAt = timeProvider.GetTimestamp();
    private long _readAt = timeProvider.GetTimestamp();
    private volatile VerificationOutcome? _outcome;
    private Task _waiting = Task.CompletedTask;

    public Guid Id => id;

    public RebuildProgress Progress { get; } = new();

    /// <summary>Done when it has begun, or has failed to.</summary>
    public Task Started => _started.Task;

    public bool HasBegun { get; private set; }

    /// <summary>True when it failed because the database does not answer.</summary>
    public bool IsUnavailable { get; set; }

    public VerificationOutcome? Outcome => _outcome;

    public bool HasEnded => _outcome is not null;

    /// <summary>What breaks it off while it runs.</summary>
    public Func<Task> BreaksOff { get; set; } = () => Task.CompletedTask;

    /// <summary>How long nobody has read.</summary>
    public TimeSpan IdleFor => timeProvider.GetElapsedTime(Interlocked.Read(ref _readAt));

    public void Begun()
    {
        HasBegun = true;
        _started.TrySetResult();
    }

    public ValueTask FoundAsync(Mismatch mismatch, CancellationToken cancellationToken) => _found.Writer.WriteAsync(Of(mismatch), cancellationToken);

    /// <summary>Breaks it off, unless it has ended; it ends soon.</summary>
    public Task BreakOffAsync() => HasEnded ? Task.CompletedTask : BreaksOff();

    public void End(VerificationReport? report, string? error)
    {
        var outcome = new VerificationOutcome { Error = error, DurationMs = (long)timeProvider.GetElapsedTime(_startedAt).TotalMilliseconds };
        _outcome = report is null ? outcome : outcome with
        {
            Events = report.Events,
            Nodes = report.Nodes,
            Eras = report.Eras,
            Mismatches = report.Mismatches,
            ByKind = report.ByKind.ToImmutableSortedDictionary(StringComparer.Ordinal),
            Remaining = report.Remaining,
            WasRepaired = report.WasRepaired,
            Quarantined = report.Quarantined,
        };
        _found.Writer.TryComplete();
        _started.TrySetResult();
    }

    /// <summary>What was found and not yet read; waits so long for something.</summary>
    public async Task<VerificationPart> ReadAsync(TimeSpan timeout)
    {
        Interlocked.Exchange(ref _readAt, timeProvider.GetTimestamp());
        if (_waiting.IsCompleted)
            _waiting = _found.Reader.WaitToReadAsync().AsTask();
        await _waiting.WaitAsync(timeout, timeProvider)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

        var mismatches = ImmutableArray.CreateBuilder<FoundMismatch>();
        while (mismatches.Count < MaxWaiting && _found.Reader.TryRead(out var mismatch))
            mismatches.Add(mismatch);
        Interlocked.Exchange(ref _readAt, timeProvider.GetTimestamp());
        var (phase, done, total) = Progress.Now;
        return new VerificationPart
        {
            Phase = NameOf(phase),
            Done = done,
            Total = total,
            Mismatches = mismatches.DrainToImmutable(),
            Outcome = _found.Reader.Completion.IsCompleted ? _outcome : null,
        };
    }

    private static string NameOf(RebuildPhase phase) => phase switch
    {
        RebuildPhase.Events => "events",
        RebuildPhase.Keys => "keys",
        RebuildPhase.Checks => "checks",
        RebuildPhase.Tree => "mending-tree",
        RebuildPhase.KeyIndex => "mending-key-index",
        RebuildPhase.Conflicts => "mending-conflicts",
        _ => throw new ArgumentOutOfRangeException(nameof(phase), phase, "Not a phase."),
    };

    private static FoundMismatch Of(Mismatch mismatch) => new()
    {
        Kind = mismatch.Kind,
        Where = mismatch.Where,
        Expected = mismatch.Expected,
        Found = mismatch.Found,
        IsDerived = mismatch.IsDerived,
        IsAfterRepair = mismatch.IsAfterRepair,
        Key = mismatch.Key,
        Timestamp = mismatch.Timestamp,
        Id = mismatch.Id,
        Level = mismatch.Node?.Level,
        Index = mismatch.Node?.Index,
        Era = mismatch.Era,
    };
}
