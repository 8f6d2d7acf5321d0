using System.Net;
using System.Net.Sockets;
using Aevrion.Chaos.Links;

namespace Aevrion.Chaos.Tests;

/// <summary>What a link does to the bytes of a connection.</summary>
public sealed class LinkProxyTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private LinkProxy? _link;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private LinkProxy Link => _link!;

    public ValueTask InitializeAsync()
    {
        _listener.Start();
        _link = new LinkProxy("eu", "us", ((IPEndPoint)_listener.LocalEndpoint).Port, seed: 1);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await Link.DisposeAsync();
        _listener.Dispose();
    }

    [Fact]
    public async Task A_sound_link_carries_bytes_both_ways_also_slowly()
    {
        var (dialler, listener) = await ConnectAsync();
        Assert.Equal("there", await CarryAsync(dialler, listener, "there"));
        Link.Condition = new LinkCondition { DelayMs = 20, JitterMs = 20 };
        Assert.Equal("back", await CarryAsync(listener, dialler, "back"));
    }

    [Fact]
    public async Task A_cut_resets_what_is_open_and_what_is_dialled_until_it_is_healed()
    {
        var (dialler, listener) = await ConnectAsync();
        Link.Condition = new LinkCondition { IsCut = true };
        Assert.Null(await ReceiveAsync(dialler));
        Assert.Null(await ReceiveAsync(listener));
        Assert.Null(await DialledAsync());

        Link.Condition = LinkCondition.Sound;
        (dialler, listener) = await ConnectAsync();
        Assert.Equal("again", await CarryAsync(dialler, listener, "again"));
    }

    [Fact]
    public async Task Held_bytes_wait_in_one_direction_and_come_when_the_link_is_sound()
    {
        var (dialler, listener) = await ConnectAsync();
        Link.Condition = new LinkCondition { HoldsForth = true };
        await dialler.SendAsync("held"u8.ToArray(), Cancellation);
        Assert.Equal("back", await CarryAsync(listener, dialler, "back"));
        Assert.Equal(0, listener.Available);
        Link.Condition = LinkCondition.Sound;
        Assert.Equal("held", await ReceiveAsync(listener));
    }

    [Fact]
    public async Task A_byte_is_changed_in_what_is_carried()
    {
        var (dialler, listener) = await ConnectAsync();
        Link.Condition = new LinkCondition { CorruptsOneIn = 1 };
        var carried = await CarryAsync(dialler, listener, "as it was");
        Assert.Equal(9, carried!.Length);
        Assert.NotEqual("as it was", carried);
    }

    [Fact]
    public async Task A_lost_end_leaves_the_other_waiting_until_it_is_reset()
    {
        var (dialler, listener) = await ConnectAsync();
        Link.LoseEnds();
        var ends = new[] { ReceiveAsync(dialler), ReceiveAsync(listener) };
        var lost = await Task.WhenAny(ends).WaitAsync(Limit, Cancellation);
        Assert.Null(await lost);
        var waiting = Array.Find(ends, end => end != lost)!;
        await Task.Delay(50, Cancellation);
        Assert.False(waiting.IsCompleted);
        Link.ResetLost();
        Assert.All(await Task.WhenAll(ends), Assert.Null);
    }

    private async Task<(Socket Dialler, Socket Listener)> ConnectAsync()
    {
        var dialler = await DialAsync();
        return (dialler, await _listener.AcceptSocketAsync(Cancellation).AsTask().WaitAsync(Limit, Cancellation));
    }

    /// <returns>Null when the connection is reset at once.</returns>
    private async Task<string?> DialledAsync()
    {
        try
        {
            using var another = await DialAsync();
            return await ReceiveAsync(another);
        }
        catch (SocketException)
        {
            return null;
        }
    }

    private async Task<Socket> DialAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, new Uri(Link.Url).Port, Cancellation);
        return socket;
    }

    private static async Task<string?> CarryAsync(Socket from, Socket to, string text)
    {
        await from.SendAsync(System.Text.Encoding.Latin1.GetBytes(text), Cancellation);
        return await ReceiveAsync(to);
    }

    /// <returns>Null when the connection was closed or reset.</returns>
    private static async Task<string?> ReceiveAsync(Socket socket)
    {
        var buffer = new byte[100];
        try
        {
            var read = await socket.ReceiveAsync(buffer, Cancellation).AsTask().WaitAsync(Limit, Cancellation);
            return read == 0 ? null : System.Text.Encoding.Latin1.GetString(buffer, 0, read);
        }
        catch (SocketException)
        {
            return null;
        }
    }
}
