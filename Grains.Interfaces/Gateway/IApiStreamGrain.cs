using Orleans;
using Orleans.Concurrency;

namespace Aevrion.Grains.Interfaces.Gateway;

/// <summary>One request of the HTTP API whose answer is read while it arrives. A new key for each; it ends when nobody reads on.</summary>
[Alias("aevrion.api-stream")]
public interface IApiStreamGrain : IGrainWithGuidKey
{
    /// <summary>Begins the request and answers the head of its answer; of a problem, the whole.</summary>
    [AlwaysInterleave]
    [Alias("Open")]
    Task<ApiReply> Open(ApiCall call);

    /// <summary>What has arrived since; waits a second at most.</summary>
    [AlwaysInterleave]
    [Alias("Read")]
    Task<ApiChunk> Read();

    /// <summary>Ends the request.</summary>
    [AlwaysInterleave]
    [Alias("Close")]
    Task Close();
}
