using Aevrion.Silo.Hosting;
using Aevrion.Silo.Http.Problems;
using Aevrion.Storage;

namespace Aevrion.Silo.Http.Status;

/// <summary>
/// Tells whether the region runs and its database answers. The database is asked at most once in <see cref="Freshness"/>, however
/// many ask at the same time.
/// </summary>
internal sealed class ReadinessCheck(RegionGate gate, TimeProvider timeProvider)
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly Lock _turn = new();
    private Task<Problem?>? _latest;
    private long _askedAt;

    /// <summary>Why the silo is not ready; null when it is.</summary>
    public Task<Problem?> CheckAsync()
    {
        if (gate.Region is not { } region)
            return Task.FromResult<Problem?>(gate.Reason);

        lock (_turn)
        {
            var isFresh = _latest is { IsCompleted: false } || timeProvider.GetElapsedTime(_askedAt) < Freshness;
            if (_latest is null || !isFresh)
            {
                _askedAt = timeProvider.GetTimestamp();
                _latest = AskAsync(region.Log);
            }

            return _latest;
        }
    }

    private async Task<Problem?> AskAsync(IEventLog log)
    {
        using var patience = new CancellationTokenSource(Patience, timeProvider);
        try
        {
            await log.ReadLatestAsync("readiness", patience.Token);
            return null;
        }
        catch (StorageUnavailableException unavailable)
        {
            return ProblemKinds.StorageUnavailable.With(unavailable.Message);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return ProblemKinds.StorageUnavailable.With($"The region's database did not answer within {Patience.TotalSeconds} seconds.");
        }
    }
}
