using System.Diagnostics;

namespace Aevrion.Client.Tests.Cli;

/// <summary>Completion, in the shells themselves.</summary>
public sealed class CompletionTests : IDisposable
{
    private const string BashShell = "/bin/bash";

    private static readonly string[] ZshShells = ["/bin/zsh", "/usr/bin/zsh"];

    private readonly string _folder = Directory.CreateTempSubdirectory("aevrion-completion-").FullName;

    public static TheoryData<string, string> Lines => new()
    {
        { "pe", "peers" },
        { "sta", "status" },
        { "pu", "put" },
        { "token ", "create list revoke --url --json --help" },
        { "token re", "revoke" },
        { "token create --sc", "--scope" },
        { "token create --scope r", "read" },
        { "peers --w", "--watch" },
        { "--url http://localhost:7401 tr", "tree" },
        { "--json tree --p", "--peer" },
        { "tree --peer us --ev", "--every" },
        { "sync --url x --j", "--json" },
        { "completion ", "bash zsh --url --json --help" },
        { "put --ack q", "quorum" },
        { "get --at ", "" },
        { "de", "delete demo" },
        { "import fi", "file.csv" },
        { "import --for", "--format" },
        { "import --format n", "ndjson" },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task Bash_completes_what_is_typed(string line, string expected)
    {
        Assert.SkipUnless(File.Exists(BashShell), "bash is not installed.");
        await WriteAsync("bash");
        const string Ask =
            """
            source ./script
            COMP_WORDS=(aevrion "$@"); COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 )); _aevrion
            printf '%s\n' "${COMPREPLY[@]}"
            complete -p aevrion >/dev/null
            """;
        AssertSame(expected, await AskAsync(BashShell, ["--norc", "-euc", Ask, "bash"], line));
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task Zsh_completes_what_is_typed(string line, string expected)
    {
        var zsh = Array.Find(ZshShells, File.Exists);
        Assert.SkipUnless(zsh is not null, "zsh is not installed.");
        await WriteAsync("zsh");

        // What zsh itself does with the words that it is given is replaced by printing those that fit.
        const string Ask =
            """
            compdef() { [[ "$*" == '_aevrion aevrion' ]] || exit 7 }
            _describe() { local word; for word in "${(@P)2}"; do word="${${word%%:*}//\\/}"; [[ $word == ${words[CURRENT]}* ]] && print -r -- "$word"; done; return 0 }
            _files() { print -rl -- ${words[CURRENT]}*(N) }
            source ./script
            words=(aevrion "$@"); CURRENT=$#words; _aevrion || true
            """;
        AssertSame(expected, await AskAsync(zsh!, ["-f", "-c", Ask, "zsh"], line));
    }

    [Fact]
    public async Task The_scripts_are_sound_and_another_shell_is_refused()
    {
        await WriteAsync("bash");
        if (File.Exists(BashShell))
            Assert.Equal("", await AskAsync(BashShell, ["-n", "./script"], ""));
        var result = await CliProcess.RunAsync(null, "completion", "fish");
        Assert.Equal(2, result.ExitCode);
        Assert.NotEmpty(result.ErrorLine);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>A line says what is completed first, or all of it; options of every command may follow.</summary>
    private static void AssertSame(string expected, string answer)
    {
        var words = answer.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal), words.Order(StringComparer.Ordinal));
    }

    private async Task WriteAsync(string shell)
    {
        var start = new ProcessStartInfo(CliProcess.Executable, ["completion", shell]) { UseShellExecute = false, RedirectStandardOutput = true };
        start.Environment["AEVRION_SCRIPT_COMMANDS"] = "up down demo";
        using var process = Process.Start(start)!;
        await File.WriteAllTextAsync(Path.Combine(_folder, "script"), await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
        await File.WriteAllTextAsync(Path.Combine(_folder, "file.csv"), "");
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
    }

    private async Task<string> AskAsync(string shell, string[] arguments, string line)
    {
        var start = new ProcessStartInfo(shell, [.. arguments, .. line.Split(' ')])
        {
            UseShellExecute = false,
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        Assert.Equal("", await error);
        return output;
    }
}
