using Aevrion.Client.Tests.StandIn;
using Microsoft.Extensions.DependencyInjection;

namespace Aevrion.Client.Tests.Documentation;

public sealed class ClientPageTests(StandInFixture fixture) : IClassFixture<StandInFixture>
{
    private static readonly string[] ProgramFrame = ["using Aevrion", "internal sealed record "];

    [Theory]
    [InlineData("docs/client.md")]
    [InlineData("README.md")]
    public async Task Every_snippet_of_the_page_is_code_that_compiles(string page)
    {
        var code = Normalize(await File.ReadAllTextAsync(
            Repository.PathOf("tests", "Client.Tests", "Documentation", "ClientPage.cs"), TestContext.Current.CancellationToken));
        var snippets = await Repository.CodeBlocksAsync(page, "csharp");

        Assert.NotEmpty(snippets);
        Assert.All(snippets, snippet => Assert.Contains(Normalize(StatementsOf(snippet)), code, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_snippet_of_the_page_runs()
    {
        await using var db = new AevrionClient(fixture.Region.Url);

        ClientPage.Registration(new ServiceCollection(), "token");
        fixture.Region.ConvergedAt = 1_700_000_000_000;
        await ClientPage.ConvergedAsync(db);
        await ClientPage.TrimmedAsync(db);
        await ClientPage.ValuesAsync(db);
        await ClientPage.ScansAsync(db);
        await ClientPage.LogAsync(db);
        await ClientPage.ConditionsAsync(db);
        await ClientPage.BatchesAsync(db);
        await ClientPage.VerificationAsync(db);
        await ClientPage.ConflictsAsync(db);

        Assert.Equal("shipped", await db.GetAsync<string>("order:0", cancellationToken: TestContext.Current.CancellationToken));
    }

    /// <summary>The statements of a snippet that is a whole program, which begins with the name of its file: without that name, usings and types.</summary>
    private static string StatementsOf(string snippet) => !snippet.StartsWith("// ", StringComparison.Ordinal)
        ? snippet
        : string.Join('\n', snippet.Split('\n').Skip(1).Where(line => !ProgramFrame.Any(start => line.StartsWith(start, StringComparison.Ordinal))));

    private static string Normalize(string code) =>
        string.Join('\n', code.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0));
}
