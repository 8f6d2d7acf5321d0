using System.IO.Pipelines;
using Aevrion.Grains.Interfaces.Gateway;

namespace Aevrion.Grains.Gateway;

/// <summary>A request of the HTTP API under way.</summary>
public interface IApiExchange : IAsyncDisposable
{
    /// <summary>The head of its answer, once that begins.</summary>
    /// <exception cref="IOException">The request broke off before.</exception>
    Task<ApiReply> Head { get; }

    /// <summary>The body of its answer as it arrives. What answers waits when it is not read.</summary>
    PipeReader Body { get; }
}
