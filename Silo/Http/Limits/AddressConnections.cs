using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Aevrion.Silo.Http.Limits;

/// <summary>Counts the connections of each address and closes those that are too many, as they come, so that one client cannot take all.</summary>
/// <param name="most">Most connections from one address; 0 for no limit.</param>
internal sealed class AddressConnections(int most)
{
    private readonly ConcurrentDictionary<ClientKey, int> _counts = new();

    /// <summary>Connection middleware.</summary>
    public ConnectionDelegate Use(ConnectionDelegate next) => most == 0 ? next : connection =>
        connection.RemoteEndPoint is IPEndPoint remote ? ServeAsync(connection, ClientKey.OfAddress(remote.Address), next) : next(connection);

    private async Task ServeAsync(ConnectionContext connection, ClientKey address, ConnectionDelegate next)
    {
        var count = _counts.AddOrUpdate(address, 1, static (_, count) => count + 1);
        try
        {
            if (count <= most)
                await next(connection);
            else
                connection.Abort(new ConnectionAbortedException("Too many connections from one address."));
        }
        finally
        {
            Release(address);
        }
    }

    private void Release(ClientKey address)
    {
        // The last one out takes the entry along, so that addresses that are gone leave nothing behind.
        if (_counts.AddOrUpdate(address, 0, static (_, count) => count - 1) == 0)
            _counts.TryRemove(KeyValuePair.Create(address, 0));
    }
}
