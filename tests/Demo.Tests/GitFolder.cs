using System.ComponentModel;
using System.Diagnostics;

namespace Aevrion.Demo.Tests;

/// <summary>A folder for a git repository, removed in the end. Tests that need git are skipped where there is none.</summary>
internal sealed class GitFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("aevrion-git-").FullName;

    public void Init() => Run("init", "-q");

    /// <summary>Writes files, or removes those without content, and commits them.</summary>
    public void Commit(long seconds, string subject, params (string Name, string? Content)[] files)
    {
        foreach (var (name, content) in files)
        {
            var file = System.IO.Path.Combine(Path, name);
            if (content is null)
                File.Delete(file);
            else
                File.WriteAllText(file, content);
        }

        Run("add", "-A");
        Run(seconds, "-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false", "commit", "-q", "-m", subject);
    }

    public void Run(params string[] arguments) => Run(0, arguments);

    public void Dispose()
    {
        // git writes its objects read-only, which does not stop the folder's owner from removing them.
        Directory.Delete(Path, recursive: true);
    }

    private void Run(long seconds, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = Path, UseShellExecute = false, RedirectStandardError = true };
        start.Environment["GIT_AUTHOR_DATE"] = start.Environment["GIT_COMMITTER_DATE"] = $"@{seconds} +0000";
        try
        {
            using var git = Process.Start(start)!;
            var errors = git.StandardError.ReadToEnd();
            git.WaitForExit();
            Assert.True(git.ExitCode == 0, errors);
        }
        catch (Win32Exception)
        {
            Assert.Skip("git is not installed.");
        }
    }
}
