using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Aevrion.Silo.Tests.Hosting;
using Aevrion.Testing.PostgreSql;

namespace Aevrion.Silo.Tests.Access;

/// <summary>Beyond its own machine a silo serves those with a token, or everybody when it is told so.</summary>
public sealed class StartRuleTests
{
    [Theory]
    [InlineData("http://0.0.0.0")]
    [InlineData("http://*")]
    [InlineData("http://[::]")]
    public async Task An_address_that_others_reach_ends_it_with_what_to_do(string address)
    {
        await using var database = await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken);
        var (exitCode, output) = await SiloProcess.RunAsync(
            ("Region", "eu"), ("Postgres", database.ConnectionString), ("Urls", $"http://127.0.0.1:{FreePort.Next()};{address}:{FreePort.Next()}"));
        Assert.Equal(1, exitCode);
        foreach (var word in (string[])["Aevrion:AdminToken", "aevrion token create --scope admin", "Aevrion:AllowAnonymous=true"])
            Assert.Contains(word, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_short_token_in_the_configuration_is_a_mistake()
    {
        var (exitCode, output) = await SiloProcess.RunAsync(("Region", "eu"), ("Postgres", "Host=x;Database=y"), ("AdminToken", "short"));
        Assert.Equal(1, exitCode);
        Assert.Contains("Aevrion:AdminToken must have at least 32", output, StringComparison.Ordinal);
        Assert.DoesNotContain("short", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everywhere_with_a_token_or_when_told_so_and_nobody_is_taken_for_local_by_what_he_says()
    {
        await using var database = await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken);
        await using var silo = new TestSilo("eu", database.ConnectionString);
        silo.With("Urls", $"http://0.0.0.0:{silo.Port}").With("AllowAnonymous", "true");
        await silo.StartReadyAsync();
        using var outside = new ApiClient($"http://{OwnAddress()}:{silo.Port}");
        (await outside.GetAsync("/v1/status")).AssertDone();
        await silo.StopAsync();

        silo.With("AllowAnonymous", "false").With("AdminToken", new string('x', 40));
        await silo.StartReadyAsync();
        (await outside.GetAsync("/v1/status", ("Host", "localhost"), ("X-Forwarded-For", "127.0.0.1"))).AssertProblem(401, "unauthenticated");
        (await outside.GetAsync("/v1/status", ("Authorization", $"Bearer {new string('x', 40)}"))).AssertDone();
        (await silo.Api.GetAsync("/v1/status")).AssertProblem(401, "unauthenticated");
    }

    /// <summary>An address of this machine that is not loopback; where there is none, loopback does.</summary>
    private static IPAddress OwnAddress() => NetworkInterface.GetAllNetworkInterfaces()
        .SelectMany(network => network.GetIPProperties().UnicastAddresses.Select(unicast => unicast.Address))
        .FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address)) ?? IPAddress.Loopback;
}
