namespace Aevrion.Delivery.Tests;

/// <summary>
/// What <c>./aevrion publish</c> makes for the machine that the tests run on. Where the package source lacks the runtime that such programs bring
/// along, the ones that do without are made: <see cref="AreSelfContained"/> says which.
/// </summary>
public sealed class PublishedPrograms : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aevrion-published-");

    /// <summary>Where they are.</summary>
    public string Folder => Path.Combine(_folder.FullName, "aevrion");

    /// <summary>True for programs that need nothing of the machine; false for those that need its .NET.</summary>
    public bool AreSelfContained { get; private set; }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var result = await PublishAsync();
        AreSelfContained = result.ExitCode == 0;
        if (!AreSelfContained)
        {
            Assert.Contains("--framework-dependent", result.Output, StringComparison.Ordinal);
            (await PublishAsync("--framework-dependent")).MustSucceed();
        }

        TestContext.Current.SendDiagnosticMessage(AreSelfContained ? "Published self-contained programs." : "Published framework-dependent programs: {0}", result.Output);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private Task<CommandResult> PublishAsync(params string[] options) =>
        Command.RunAsync(Repository.In("aevrion"), ["publish", "--output", Folder, .. options]);
}
