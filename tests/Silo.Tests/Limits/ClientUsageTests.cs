using System.Net;
using Aevrion.Silo.Http.Limits;

namespace Aevrion.Silo.Tests.Limits;

/// <summary>Rates and the table of clients, at given times.</summary>
public sealed class ClientUsageTests
{
    private const long Second = 1_000;
    private const long Interval = 100;

    [Fact]
    public void A_burst_is_let_through_and_then_the_rate()
    {
        var usage = new ClientUsage();
        for (var i = 0; i < 4; i++)
            Assert.Equal(0, usage.Take(now: 5_000, Interval, ahead: 3 * Interval));
        Assert.Equal(Interval, usage.Take(now: 5_000, Interval, ahead: 3 * Interval));
        Assert.Equal(40, usage.Take(now: 5_060, Interval, ahead: 3 * Interval));
        Assert.Equal(0, usage.Take(now: 5_100, Interval, ahead: 3 * Interval));
        Assert.Equal(Interval, usage.Take(now: 5_100, Interval, ahead: 3 * Interval));
    }

    [Fact]
    public void A_pause_gives_a_burst_and_no_more_however_long_it_was()
    {
        var usage = new ClientUsage();
        Assert.Equal(0, usage.Take(now: 0, Interval, ahead: 0));
        Assert.Equal(0, usage.Take(now: 1_000_000, Interval, ahead: 0));
        Assert.Equal(Interval, usage.Take(now: 1_000_000, Interval, ahead: 0));
    }

    [Fact]
    public void Requests_at_once_are_counted_and_a_refused_one_is_not()
    {
        var usage = new ClientUsage();
        Assert.True(usage.TryBegin(2));
        Assert.True(usage.TryBegin(2));
        Assert.False(usage.TryBegin(2));
        usage.End();
        Assert.True(usage.TryBegin(2));
    }

    [Fact]
    public void Idle_clients_make_room_and_busy_ones_do_not()
    {
        var table = new ClientTable(maxClients: 2);
        var busy = table.Of(ClientKey.OfToken("busy"), 0, Second);
        Assert.True(busy.TryBegin(1));
        var idle = table.Of(ClientKey.OfToken("idle"), 0, Second);
        var third = table.Of(ClientKey.OfToken("third"), 10, Second);
        Assert.NotSame(idle, third);
        Assert.Same(busy, table.Of(ClientKey.OfToken("busy"), 20, Second));
        Assert.True(third.TryBegin(1));

        var others = table.Of(ClientKey.OfToken("fourth"), 2_000, Second);
        Assert.Same(others, table.Of(ClientKey.OfToken("fifth"), 2_010, Second));
        Assert.NotSame(third, others);
    }

    [Theory]
    [InlineData("10.0.0.1", "10.0.0.1", true)]
    [InlineData("10.0.0.1", "::ffff:10.0.0.1", true)]
    [InlineData("10.0.0.1", "10.0.0.2", false)]
    [InlineData("2001:db8::1", "2001:db8::ffff:2", true)]
    [InlineData("2001:db8::1", "2001:db8:0:1::1", false)]
    [InlineData("0.0.0.1", "::1", false)]
    public void An_address_is_a_client_and_so_is_a_network_of_IPv6(string one, string other, bool isSame) =>
        Assert.Equal(isSame, ClientKey.OfAddress(IPAddress.Parse(one)) == ClientKey.OfAddress(IPAddress.Parse(other)));
}
