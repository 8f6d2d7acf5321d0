namespace Aevrion.Client.Tests.Client;

/// <summary>Clients that do not keep a test waiting.</summary>
internal static class TestClients
{
    public static AevrionClient Create(params string[] urls) => Create(_ => { }, urls);

    public static AevrionClient Create(Action<AevrionClientOptions> configure, params string[] urls)
    {
        var options = new AevrionClientOptions { RetryDelay = TimeSpan.FromMilliseconds(1) };
        foreach (var url in urls)
            options.Urls.Add(url);
        configure(options);
        return new AevrionClient(options);
    }
}
