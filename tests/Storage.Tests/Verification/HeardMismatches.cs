using Aevrion.Storage.Rebuild;
using Aevrion.Storage.Verification;

namespace Aevrion.Storage.Tests.Verification;

/// <summary>Keeps what it hears.</summary>
internal sealed class HeardMismatches : IVerificationObserver
{
    private readonly List<Mismatch> _mismatches = [];

    public bool HasBegun { get; private set; }

    public RebuildProgress Progress { get; } = new();

    public IReadOnlyList<Mismatch> Mismatches => _mismatches;

    public IEnumerable<string> Kinds => _mismatches.Select(mismatch => mismatch.Kind).Distinct().Order(StringComparer.Ordinal);

    /// <summary>Called for every mismatch; may wait.</summary>
    public Func<Task> Hears { get; init; } = () => Task.CompletedTask;

    public void Begun() => HasBegun = true;

    public async ValueTask FoundAsync(Mismatch mismatch, CancellationToken cancellationToken)
    {
        Assert.True(HasBegun);
        await Hears().WaitAsync(cancellationToken);
        _mismatches.Add(mismatch);
    }

    public override string ToString() => string.Join('\n', _mismatches.Take(20));
}
