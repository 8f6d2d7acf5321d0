using System.Net;
using System.Net.Sockets;
using System.Text;
using Aevrion.Demo.Link;

namespace Aevrion.Demo.Tests;

public sealed class LinkProxyTests : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly EchoServer _server = new();
    private readonly LinkProxy _link;

    public LinkProxyTests() => _link = new LinkProxy(_server.Port);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _link.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_link_carries_both_ways_and_counts()
    {
        using var client = await DialAsync();

        Assert.Equal("hello", await SayAsync(client, "hello"));
        Assert.Equal("again", await SayAsync(client, "again"));
        Assert.Equal(2 * ("hello".Length + "again".Length), _link.BytesCarried);
    }

    [Fact]
    public async Task Large_messages_pass_whole()
    {
        using var client = await DialAsync();
        var text = new string('x', 1_000_000);

        Assert.Equal(text, await SayAsync(client, text));
    }

    [Fact]
    public async Task Cutting_breaks_open_connections()
    {
        using var client = await DialAsync();
        await SayAsync(client, "hello");

        _link.Cut();

        Assert.True(await IsBrokenAsync(client));
        Assert.True(await _server.LostAsync(Patience, Cancellation));
    }

    [Fact]
    public async Task A_cut_link_takes_no_new_connections()
    {
        _link.Cut();

        Assert.True(await IsRefusedAsync());
        Assert.Equal(0, _server.Accepted);
        Assert.Equal(0, _link.BytesCarried);
    }

    [Fact]
    public async Task A_healed_link_carries_again_but_not_what_was_cut()
    {
        using var before = await DialAsync();
        await SayAsync(before, "hello");
        _link.Cut();
        _link.Heal();

        using var after = await DialAsync();

        Assert.Equal("hello", await SayAsync(after, "hello"));
        Assert.True(await IsBrokenAsync(before));
    }

    [Fact]
    public async Task A_link_to_nobody_breaks_off_and_carries_once_there_is_somebody()
    {
        await _server.DisposeAsync();
        Assert.True(await IsRefusedAsync());

        await using var restarted = new EchoServer(_server.Port);
        using var client = await DialAsync();

        Assert.Equal("hello", await SayAsync(client, "hello"));
    }

    [Fact]
    public async Task When_the_far_end_closes_the_near_end_is_closed()
    {
        using var client = await DialAsync();
        await SayAsync(client, "hello");

        await _server.DisposeAsync();

        Assert.True(await IsBrokenAsync(client));
    }

    private async Task<bool> IsRefusedAsync()
    {
        try
        {
            using var client = await DialAsync();
            return await IsBrokenAsync(client);
        }
        catch (SocketException)
        {
            return true;
        }
    }

    private async Task<TcpClient> DialAsync()
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, new Uri(_link.Url).Port, Cancellation);
        return client;
    }

    private static async Task<string> SayAsync(TcpClient client, string text)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        var writing = client.GetStream().WriteAsync(bytes, Cancellation).AsTask();
        var answer = new byte[bytes.Length];
        await client.GetStream().ReadExactlyAsync(answer, Cancellation).AsTask().WaitAsync(Patience, Cancellation);
        await writing;
        return Encoding.ASCII.GetString(answer);
    }

    private static async Task<bool> IsBrokenAsync(TcpClient client)
    {
        try
        {
            return await client.GetStream().ReadAsync(new byte[1], Cancellation).AsTask().WaitAsync(Patience, Cancellation) == 0;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
