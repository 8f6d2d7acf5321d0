using System.Threading.Channels;
using Aevrion.Core.Sync.Frontiers;
using Aevrion.Core.Time;
using Aevrion.Grains.Interfaces.Watermark;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Aevrion.Grains.Watermark;

/// <summary>
/// This silo's way to the <see cref="IWatermarkGrain"/>: reports what came in and what peers told, once a second or at once when it
/// matters, and hears what follows.
/// </summary>
public sealed class FrontierExchange : BackgroundService, IWatermarkObserver, IFrontierExchange
{
    private static readonly TimeSpan ReportPeriod = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MinPause = TimeSpan.FromMilliseconds(50);

    private readonly ConvergedTime _convergedTime;
    private readonly IGrainFactory _grains;
    private readonly RegionClock _clock;
    private readonly ILogger<FrontierExchange> _logger;
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Region, string From), FrontierRecord> _learnt = [];
    private readonly SemaphoreSlim _reporting = new(1, 1);
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private volatile WatermarkAnswer? _read;
    private volatile IReadOnlyList<KnownFrontier> _all = [];

    public FrontierExchange(ConvergedTime convergedTime, IGrainFactory grains, RegionClock clock, ILogger<FrontierExchange> logger)
    {
        _convergedTime = convergedTime;
        _grains = grains;
        _clock = clock;
        _logger = logger;
        convergedTime.Urgent = Wake;
        convergedTime.Heard = Read;
    }

    /// <inheritdoc/>
    public Action? Changed { get; set; }

    private IWatermarkGrain Grain => _grains.GetGrain<IWatermarkGrain>(IWatermarkGrain.Key);

    /// <inheritdoc/>
    public void OnLearnt(string peer, IReadOnlyList<FrontierRecord> records)
    {
        lock (_lock)
        {
            foreach (var record in records)
            {
                var isFull = _learnt.Count >= FrontierLimits.MaxRegions && !_learnt.ContainsKey((record.Region, peer));
                if (!isFull && !(_learnt.GetValueOrDefault((record.Region, peer))?.Version > record.Version))
                    _learnt[(record.Region, peer)] = record;
            }
        }

        Wake();
    }

    /// <inheritdoc/>
    public IReadOnlyList<KnownFrontier> All() => _all;

    /// <inheritdoc/>
    Task IWatermarkObserver.Changed(WatermarkAnswer answer)
    {
        _convergedTime.Hear(answer);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        _reporting.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var self = _grains.CreateObjectReference<IWatermarkObserver>(this);
        var checking = Task.CompletedTask;
        while (!stoppingToken.IsCancellationRequested)
        {
            await ReportOrLogAsync(self, stoppingToken);
            if (_convergedTime.IsDistrusted && checking.IsCompleted)
                checking = RecheckAsync(self, stoppingToken);
            await Task.Delay(MinPause, _clock.TimeProvider, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await SleepAsync(stoppingToken);
        }

        await checking;
    }

    private void Wake() => _wake.Writer.TryWrite(true);

    private async Task ReportOrLogAsync(IWatermarkObserver self, CancellationToken stoppingToken)
    {
        try
        {
            await ReportAsync(self, stoppingToken);
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            WatermarkLog.NotReported(_logger, failure.Message);
        }
        catch (OperationCanceledException)
        {
            // The silo stops; what was not reported is found when digests are compared with those that were kept.
        }
    }

    private async Task ReportAsync(IWatermarkObserver self, CancellationToken stoppingToken)
    {
        await _reporting.WaitAsync(stoppingToken);
        try
        {
            var oldest = _convergedTime.Local.BeginReport();
            var learnt = TakeLearnt();
            try
            {
                var report = new WatermarkReport
                {
                    Oldest = oldest is null ? null : new AdmittedEvent
                    {
                        Timestamp = oldest.Timestamp,
                        Origin = oldest.Origin,
                        ReceivedFrom = oldest.ReceivedFrom,
                    },
                    Learnt = [.. learnt.Select(entry => FrontierStatements.ToStatement(new KnownFrontier(entry.Record, entry.From)))],
                };
                _convergedTime.Take(await Grain.Report(report, self).WaitAsync(stoppingToken));
            }
            catch
            {
                foreach (var group in learnt.GroupBy(entry => entry.From, StringComparer.Ordinal))
                    OnLearnt(group.Key, [.. group.Select(entry => entry.Record)]);
                throw;
            }
        }
        finally
        {
            _reporting.Release();
        }
    }

    private async Task RecheckAsync(IWatermarkObserver self, CancellationToken stoppingToken)
    {
        var distrusts = _convergedTime.Distrusts;
        try
        {
            await Grain.Recheck().WaitAsync(stoppingToken);
            await ReportAsync(self, stoppingToken);
            _convergedTime.Trust(distrusts);
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            WatermarkLog.NotReported(_logger, failure.Message);
        }
        catch (OperationCanceledException)
        {
            // The silo stops and claims nothing any more.
        }
    }

    private List<(string From, FrontierRecord Record)> TakeLearnt()
    {
        lock (_lock)
        {
            List<(string From, FrontierRecord Record)> learnt = [.. _learnt.Select(entry => (entry.Key.From, entry.Value))];
            _learnt.Clear();
            return learnt;
        }
    }

    private async Task SleepAsync(CancellationToken stoppingToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var pause = Task.Delay(ReportPeriod, _clock.TimeProvider, stop.Token);
        await Task.WhenAny(pause, _wake.Reader.ReadAsync(stop.Token).AsTask());
        await stop.CancelAsync();
    }

    private void Read()
    {
        if (_convergedTime.Answer is not { } answer || (_read is { } read && read.Epoch == answer.Epoch && read.Revision == answer.Revision))
            return;
        _read = answer;
        _all = [.. answer.Known.Select(FrontierStatements.ToKnown)];
        Changed?.Invoke();
    }
}
