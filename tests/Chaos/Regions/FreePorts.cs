using System.Net;
using System.Net.Sockets;

namespace Aevrion.Chaos.Regions;

/// <summary>Ports of this machine that nobody listens on, below those that the system gives to outgoing connections.</summary>
internal static class FreePorts
{
    private const int First = 10_500;
    private const int Last = 28_000;
    private const int MaxTries = 1_000;

    /// <summary>Finds that many, all different. Not drawn from the seed: several runs may go on side by side.</summary>
    /// <exception cref="InvalidOperationException">There are not that many.</exception>
    public static Queue<int> Take(int count)
    {
        var taken = new Queue<int>();
        for (var tries = 0; tries < MaxTries && taken.Count < count; tries++)
        {
            var port = Random.Shared.Next(First, Last);
            if (!taken.Contains(port) && IsFree(port))
                taken.Enqueue(port);
        }

        return taken.Count == count ? taken : throw new InvalidOperationException($"Found no {count} free ports from {First} to {Last}.");
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
