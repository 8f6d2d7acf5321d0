using Aevrion.Grains.Gateway;
using Aevrion.Grains.Interfaces.Gateway;

namespace Aevrion.Silo.Gateway;

/// <summary>
/// Hands requests that come through the cluster to the same middleware that answers those of the network. It is known once the web host has
/// begun, which is before any region runs.
/// </summary>
internal sealed class ApiPipeline(IHttpContextFactory contexts) : IApiGateway
{
    private RequestDelegate? _pipeline;

    /// <summary>Takes note of what comes behind it.</summary>
    public RequestDelegate Capture(RequestDelegate next) => _pipeline = next;

    /// <inheritdoc/>
    public IApiExchange Begin(ApiCall call) =>
        ApiExchange.Begin(call, contexts, _pipeline ?? throw new InvalidOperationException("The web host has not begun."));
}
