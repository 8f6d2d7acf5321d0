using Microsoft.Playwright;

namespace Aevrion.Browser.Tests.Browser;

/// <summary>The browser of this machine, without a window, for all tests.</summary>
public sealed class Chromium : IAsyncLifetime
{
    /// <summary>Environment variable with the program of a browser that is not found by itself.</summary>
    private const string ProgramVariable = "AEVRION_CHROMIUM";

    /// <summary>How long a page may take to show what a test expects.</summary>
    private const float PatienceMs = 30_000;

    private static readonly string[] Programs = ["chromium", "chromium-browser", "google-chrome"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    internal IBrowser Browser => _browser ?? throw new InvalidOperationException("The browser has not been started.");

    public async ValueTask InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(PatienceMs);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Find(),
            Args = ["--disable-dev-shm-usage", .. Environment.IsPrivilegedProcess ? ["--no-sandbox"] : (string[])[]],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    private static string Find()
    {
        if (Environment.GetEnvironmentVariable(ProgramVariable) is { Length: > 0 } named)
            return named;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return Programs.SelectMany(program => folders.Select(folder => Path.Combine(folder, program))).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException(
                $"These tests need Chromium. Run ./aevrion test, which installs it, or apt-get install chromium, or name its program in {ProgramVariable}.");
    }
}
