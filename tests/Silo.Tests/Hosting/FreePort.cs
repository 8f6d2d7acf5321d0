using System.Net;
using System.Net.Sockets;

namespace Aevrion.Silo.Tests.Hosting;

/// <summary>Ports that nobody listens on, for silos that must know each other's before they start.</summary>
internal static class FreePort
{
    public static int Next()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
