using System.Buffers;
using System.IO.Pipelines;
using Aevrion.Grains.Interfaces.Gateway;
using Orleans;
using Orleans.Runtime;

namespace Aevrion.Grains.Gateway;

/// <summary>Holds one request whose answer is read part by part, and gives it up when nobody reads on.</summary>
public sealed class ApiStreamGrain(IApiGateway gateway, TimeProvider timeProvider) : Grain, IApiStreamGrain
{
    /// <summary>Most bytes of a part.</summary>
    private const int MaxChunkBytes = 256 * 1024;

    private static readonly TimeSpan ReadTimeout = TimeSpan.FromSeconds(1);

    /// <summary>How long nobody may read.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LookPeriod = TimeSpan.FromSeconds(5);

    private IApiExchange? _exchange;
    private Task<ReadResult>? _reading;
    private IGrainTimer? _watching;
    private long _readAt;

    /// <inheritdoc/>
    public async Task<ApiReply> Open(ApiCall call)
    {
        if (_exchange is not null)
            throw new InvalidOperationException("The stream is open. Each request takes a key of its own.");
        _readAt = timeProvider.GetTimestamp();
        _exchange = gateway.Begin(call);
        _watching = this.RegisterGrainTimer(
            GiveUpAsync, new GrainTimerCreationOptions(LookPeriod, LookPeriod) { KeepAlive = true, Interleave = true });
        var head = await _exchange.Head;
        if (head.Status < 400)
            return head;
        var whole = head with { Body = await ApiGatewayGrain.ReadToEndAsync(_exchange) };
        await Close();
        return whole;
    }

    /// <inheritdoc/>
    public async Task<ApiChunk> Read()
    {
        _readAt = timeProvider.GetTimestamp();
        if (_exchange is not { } exchange)
            return new ApiChunk { IsLast = true, IsBroken = true };
        _reading ??= exchange.Body.ReadAsync().AsTask();
        await ((Task)_reading).WaitAsync(ReadTimeout, timeProvider)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (!_reading.IsCompleted)
            return new ApiChunk();
        if (!_reading.IsCompletedSuccessfully)
            return new ApiChunk { IsLast = true, IsBroken = true };

        var read = await _reading;
        _reading = null;
        var part = read.Buffer.Slice(0, Math.Min(read.Buffer.Length, MaxChunkBytes));
        var chunk = new ApiChunk { Bytes = part.ToArray(), IsLast = read.IsCompleted && part.Length == read.Buffer.Length };
        exchange.Body.AdvanceTo(part.End);
        if (chunk.IsLast)
            await Close();
        return chunk;
    }

    /// <inheritdoc/>
    public async Task Close()
    {
        _watching?.Dispose();
        if (_exchange is { } exchange)
        {
            _exchange = null;
            await exchange.DisposeAsync();
        }

        DeactivateOnIdle();
    }

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Close();

    private Task GiveUpAsync() => timeProvider.GetElapsedTime(_readAt) > Patience ? Close() : Task.CompletedTask;
}
