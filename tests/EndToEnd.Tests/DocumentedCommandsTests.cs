using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Aevrion.EndToEnd.Tests;

/// <summary>
/// Runs what the pages tell readers to type: every block marked <c>sh</c>, in order, as one session. A block marked <c>csharp</c> that begins with the
/// name of a file becomes that file.
/// </summary>
public sealed partial class DocumentedCommandsTests
{
    [Fact]
    public async Task The_tour_of_the_readme_works()
    {
        await using var regions = new Deployment();
        var result = (await RunBlocksOfAsync("README.md", regions)).MustSucceed();
        Assert.Contains("Bob", result.Output, StringComparison.Ordinal);
        Assert.Contains("User { Name = Carol }", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_commands_of_the_HTTP_page_work()
    {
        await using var regions = new Deployment();
        await regions.UpAsync();
        var result = (await RunBlocksOfAsync("docs/http-api.md", regions)).MustSucceed();
        Assert.Contains("\"equal\":true", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_commands_of_the_command_line_page_work() =>
        Assert.Contains("not there", await RunInFolderAsync("docs/cli.md"), StringComparison.Ordinal);

    [Fact]
    public async Task The_commands_of_the_page_on_operations_work() =>
        Assert.Contains("is revoked", await RunInFolderAsync("docs/operations.md"), StringComparison.Ordinal);

    /// <summary>For pages that call the program by its name alone, and leave files behind.</summary>
    private static async Task<string> RunInFolderAsync(string page)
    {
        var folder = Directory.CreateTempSubdirectory("aevrion-commands-");
        try
        {
            File.CreateSymbolicLink(Path.Combine(folder.FullName, "aevrion"), Path.Combine(Repository.Root, "aevrion"));
            await using var regions = new Deployment();
            await regions.UpAsync();
            var settings = Deployment.Settings.Select(setting => $"export {setting.Key}={setting.Value}\n");
            return (await RunBlocksOfAsync(page, regions, $"cd {folder.FullName}\nPATH={folder.FullName}:$PATH\n{string.Concat(settings)}")).MustSucceed().Output;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<CommandResult> RunBlocksOfAsync(string page, Deployment regions, string preparation = "")
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Repository.Root, page), TestContext.Current.CancellationToken);
        var session = new StringBuilder("set -eu\n").Append(preparation);
        var commands = session.Length;
        foreach (Match block in Block().Matches(text))
        {
            if (block.Groups["file"] is { Success: true } file)
                session.Append(CultureInfo.InvariantCulture, $"cat > \"{file.ValueSpan}\" <<'END_OF_FILE'\n{block.Groups["lines"].ValueSpan}END_OF_FILE\n");
            else
                session.Append(block.Groups["commands"].ValueSpan);
        }

        Assert.True(session.Length > commands, $"{page} has no commands.");

        // The session gets ports and data of its own; nothing else about the commands changes.
        session.Replace("./aevrion up --detach", $"./aevrion {string.Join(' ', regions.UpArguments)}")
            .Replace("./aevrion down", $"./aevrion {string.Join(' ', regions.DownArguments)}")
            .Replace("localhost:7400", new Uri(regions.Eu).Authority)
            .Replace("localhost:7401", new Uri(regions.Us).Authority);
        return await Command.RunAsync("bash", ["-c", session.ToString()], new Dictionary<string, string> { ["AEVRION_URL"] = regions.Eu });
    }

    [GeneratedRegex(
        @"^```(sh\n(?<commands>.*?)|csharp\n// (?<file>\S+\.cs)\n(?<lines>.*?))^```",
        RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Block();
}
