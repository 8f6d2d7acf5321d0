using Aevrion.Grains.Interfaces.Gateway;

namespace Aevrion.Grains.Gateway;

/// <summary>Hands requests of the HTTP API to what answers them in this process.</summary>
public interface IApiGateway
{
    /// <summary>Begins a request; nothing of it runs on the caller's scheduler.</summary>
    IApiExchange Begin(ApiCall call);
}
