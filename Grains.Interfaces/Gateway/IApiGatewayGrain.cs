using Orleans;
using Orleans.Concurrency;

namespace Aevrion.Grains.Interfaces.Gateway;

/// <summary>
/// Takes requests of the HTTP API from inside the cluster, for applications that have a connection to it. They are answered by the very code that
/// answers HTTP: limits, checks and problems are the same. Key 0.
/// </summary>
[Alias("aevrion.api-gateway")]
public interface IApiGatewayGrain : IGrainWithIntegerKey
{
    /// <summary>Answers a request whole.</summary>
    [AlwaysInterleave]
    [ResponseTimeout("00:05:30")]
    [Alias("Send")]
    Task<ApiReply> Send(ApiCall call);
}
