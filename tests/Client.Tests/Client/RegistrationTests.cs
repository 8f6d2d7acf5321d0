using Aevrion.Client.Tests.StandIn;
using Microsoft.Extensions.DependencyInjection;

namespace Aevrion.Client.Tests.Client;

public sealed class RegistrationTests(StandInFixture fixture) : IClassFixture<StandInFixture>
{
    [Fact]
    public async Task The_registered_client_works_and_is_one_for_all()
    {
        await using var services = new ServiceCollection().AddAevrionClient(fixture.Region.Url).BuildServiceProvider();

        var client = services.GetRequiredService<IAevrionClient>();

        Assert.Same(client, services.GetRequiredService<IAevrionClient>());
        Assert.Same(client, services.GetRequiredService<AevrionClient>());
        Assert.Equal("eu", (await client.GetStatusAsync(TestContext.Current.CancellationToken)).Region);
    }

    [Fact]
    public async Task Registering_twice_keeps_the_first()
    {
        await using var services = new ServiceCollection()
            .AddAevrionClient(fixture.Region.Url)
            .AddAevrionClient("http://no-such-host.invalid")
            .BuildServiceProvider();

        var client = Assert.Single(services.GetServices<IAevrionClient>());

        Assert.Equal("eu", (await client.GetStatusAsync(TestContext.Current.CancellationToken)).Region);
    }

    [Fact]
    public async Task Clients_of_several_regions_are_told_apart_by_name()
    {
        await using var services = new ServiceCollection()
            .AddAevrionClient("near", options => options.Urls.Add(fixture.Region.Url))
            .AddAevrionClient("far", options => options.Urls.Add("http://no-such-host.invalid"))
            .AddAevrionClient("far", options => options.Urls.Add(fixture.Region.Url))
            .BuildServiceProvider();

        var near = services.GetRequiredKeyedService<IAevrionClient>("near");
        var far = services.GetRequiredKeyedService<IAevrionClient>("far");

        Assert.Same(near, services.GetRequiredKeyedService<IAevrionClient>("near"));
        Assert.Equal("eu", (await near.GetStatusAsync(TestContext.Current.CancellationToken)).Region);
        await Assert.ThrowsAsync<AevrionUnavailableException>(() => far.GetStatusAsync(TestContext.Current.CancellationToken));
        Assert.Null(services.GetService<IAevrionClient>());
    }

    [Fact]
    public async Task Requests_pass_through_a_handler_of_the_applications()
    {
        using var handler = new CountingHandler { InnerHandler = new SocketsHttpHandler() };
        await using var services = new ServiceCollection()
            .AddSingleton(handler)
            .AddAevrionClient((provider, options) =>
            {
                options.Urls.Add(fixture.Region.Url);
                options.HttpMessageHandler = provider.GetRequiredService<CountingHandler>();
            })
            .BuildServiceProvider();

        await services.GetRequiredService<IAevrionClient>().GetStatusAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, handler.Requests);
    }

    [Fact]
    public async Task The_client_can_be_configured_from_other_services()
    {
        await using var services = new ServiceCollection()
            .AddSingleton(new Uri(fixture.Region.Url))
            .AddAevrionClient((provider, options) => options.Urls.Add(provider.GetRequiredService<Uri>().AbsoluteUri))
            .BuildServiceProvider();

        var client = services.GetRequiredService<IAevrionClient>();

        Assert.Equal("eu", (await client.GetStatusAsync(TestContext.Current.CancellationToken)).Region);
    }

    [Theory]
    [InlineData("")]
    [InlineData("localhost:7400")]
    [InlineData("ftp://localhost")]
    [InlineData("http://localhost?region=eu")]
    [InlineData("/v1")]
    public void A_url_that_cannot_be_is_refused_by_name(string url)
    {
        var error = Assert.Throws<ArgumentException>(() => new AevrionClient("http://localhost:7400", url));

        Assert.Contains($"'{url}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_mistakes_in_the_options_are_named_at_once()
    {
        var options = new AevrionClientOptions { AttemptTimeout = TimeSpan.Zero, MaxPasses = 0, AccessToken = "secret\n" };

        var error = Assert.Throws<ArgumentException>(() => new AevrionClient(options));

        Assert.Contains("URLs", error.Message, StringComparison.Ordinal);
        Assert.Contains("AttemptTimeout", error.Message, StringComparison.Ordinal);
        Assert.Contains("MaxPasses", error.Message, StringComparison.Ordinal);
        Assert.Contains("token", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }
}
