using System.Buffers;
using Aevrion.Grains.Interfaces.Gateway;
using Orleans;
using Orleans.Concurrency;

namespace Aevrion.Grains.Gateway;

/// <summary>Passes requests on; whoever answers them has the limits.</summary>
[StatelessWorker(1)]
public sealed class ApiGatewayGrain(IApiGateway gateway) : Grain, IApiGatewayGrain
{
    /// <inheritdoc/>
    public async Task<ApiReply> Send(ApiCall call)
    {
        await using var exchange = gateway.Begin(call);
        var reply = await exchange.Head;
        return reply with { Body = await ReadToEndAsync(exchange) };
    }

    internal static async Task<ReadOnlyMemory<byte>> ReadToEndAsync(IApiExchange exchange)
    {
        while (true)
        {
            var read = await exchange.Body.ReadAsync();
            if (read.IsCompleted)
                return read.Buffer.ToArray();
            exchange.Body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
