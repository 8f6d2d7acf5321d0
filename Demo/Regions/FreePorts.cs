using System.Net;
using System.Net.Sockets;

namespace Aevrion.Demo.Regions;

/// <summary>Ports that nobody listens on.</summary>
internal static class FreePorts
{
    // Below the range that the kernel takes outgoing ports from: a region's port must still be free after a restart.
    private const int First = 15_000;
    private const int Last = 28_000;
    private const int MaxTries = 1_000;

    /// <summary>Finds that many, all different.</summary>
    /// <exception cref="InvalidOperationException">There are not that many.</exception>
    public static int[] Take(int count, Random random)
    {
        var taken = new HashSet<int>();
        for (var tries = 0; tries < MaxTries && taken.Count < count; tries++)
        {
            var port = random.Next(First, Last);
            if (IsFree(port))
                taken.Add(port);
        }

        return taken.Count == count ? [.. taken] : throw new InvalidOperationException($"Found no {count} free ports from {First} to {Last}.");
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
