using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Aevrion.Browser.Tests.Browser;

/// <summary>
/// The dashboard of a region, open in a tab of its own. It has to be quiet: no error in a script, nothing that its policy refuses, nothing asked
/// of anybody but the silo.
/// </summary>
internal sealed class DashboardPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _complaints = [];
    private readonly string _url;

    private DashboardPage(IBrowserContext context, IPage page, string url)
    {
        _context = context;
        Page = page;
        _url = url;
        page.PageError += (_, error) => _complaints.Enqueue($"error: {error}");
        page.Console += (_, message) => Note(message);
        page.Request += (_, request) => Note(request);
    }

    public IPage Page { get; }

    /// <summary>Opens the dashboard and waits until it is filled.</summary>
    public static async Task<DashboardPage> OpenAsync(Chromium chromium, string url, Look? look = null, string? token = null)
    {
        look ??= Look.Desktop;
        var context = await chromium.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = look.Width, Height = look.Height },
            ColorScheme = look.Scheme,
            ReducedMotion = look.Motion,
            HasTouch = look.IsTouched,
            DeviceScaleFactor = look.Scale,
            TimezoneId = "UTC",
            Locale = "en-GB",
        });
        context.SetDefaultTimeout(30_000);
        if (token is not null)
            await context.AddInitScriptAsync($"sessionStorage.setItem('aevrion.token', '{token}')");
        var page = new DashboardPage(context, await context.NewPageAsync(), url);
        await page.Page.GotoAsync(url);
        return page;
    }

    /// <summary>A panel, by the id of its section.</summary>
    public ILocator Panel(string id) => Page.Locator($"#{id}");

    /// <summary>A node of the picture of the tree.</summary>
    public ILocator Node(int level, long index) => Panel("tree").Locator($"[role=gridcell][data-level='{level}'][data-index='{index}']");

    /// <summary>The nodes of a level that are marked so.</summary>
    public ILocator Marked(int level, string state) => Panel("tree").Locator($"[role=gridcell][data-level='{level}'][data-state='{state}']");

    public async ValueTask DisposeAsync()
    {
        await _context.CloseAsync();
        Assert.Empty(_complaints);
    }

    private void Note(IConsoleMessage message)
    {
        // What the API refuses is noted by the browser as well; that is for the page to show, and no mistake of its own.
        if (message.Type is "error" or "warning" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
            _complaints.Enqueue($"{message.Type}: {message.Text}");
    }

    private void Note(IRequest request)
    {
        if (!request.Url.StartsWith(_url, StringComparison.Ordinal))
            _complaints.Enqueue($"asked elsewhere: {request.Url}");
    }
}
