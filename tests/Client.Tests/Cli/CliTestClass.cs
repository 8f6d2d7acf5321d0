using System.Text.Json;
using Aevrion.Client.Tests.StandIn;

namespace Aevrion.Client.Tests.Cli;

/// <summary>Tests of the command against a stand-in region.</summary>
public abstract class CliTestClass : IAsyncLifetime
{
    private protected StandInRegion Region { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Region = await StandInRegion.StartAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Region.DisposeAsync();
    }

    private protected Task<CliResult> RunAsync(params string[] arguments) => CliProcess.RunAsync(Region.Url, arguments);

    /// <summary>Runs a command that succeeds and says nothing but JSON.</summary>
    private protected async Task<JsonElement> RunJsonAsync(params string[] arguments)
    {
        var result = await RunAsync([.. arguments, "--json"]);
        Assert.Equal("", result.Error);
        Assert.Equal(0, result.ExitCode);
        using var document = JsonDocument.Parse(result.OutputBytes);
        return document.RootElement.Clone();
    }
}
