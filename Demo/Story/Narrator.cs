using Spectre.Console;
using Spectre.Console.Rendering;

namespace Aevrion.Demo.Story;

/// <summary>Tells the story: in colour on a terminal, as plain text elsewhere. Texts are markup.</summary>
internal sealed class Narrator
{
    private const int Indentation = 3;
    private const int MaxWidth = 110;
    private const int RedirectedWidth = 100;

    private readonly IAnsiConsole _console;
    private int _steps;

    public Narrator()
    {
        _console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect,
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        _console.Profile.Width = Console.IsOutputRedirected ? RedirectedWidth : Math.Min(_console.Profile.Width, MaxWidth);
    }

    public bool IsColoured => _console.Profile.Capabilities is { Ansi: true, Unicode: true };

    /// <summary>Cells in a line of the story.</summary>
    public int Width => _console.Profile.Width - Indentation;

    /// <summary>Text from elsewhere, which may hold anything, as markup that shows it as it is.</summary>
    public static string Quote(string text) => Markup.Escape(string.Concat(text.Select(character => char.IsControl(character) ? '\ufffd' : character)));

    /// <summary>Begins a step of the story.</summary>
    public void Step(string title)
    {
        _steps++;
        _console.WriteLine();
        _console.MarkupLine($"[bold aqua]{_steps}  {title}[/]");
    }

    /// <summary>A paragraph.</summary>
    public void Say(string text) => Show(new Markup(text));

    /// <summary>Lines that are not wrapped.</summary>
    public void Show(IEnumerable<string> lines)
    {
        foreach (var line in lines)
            Show(new Markup(line).Overflow(Overflow.Crop));
    }

    /// <summary>A table without lines, whose first column never wraps.</summary>
    public void Show(string[] titles, IEnumerable<string[]> rows)
    {
        var table = new Table().Border(TableBorder.None);
        foreach (var (index, title) in titles.Index())
        {
            var column = new TableColumn(new Text(title, new Style(decoration: Decoration.Underline))) { NoWrap = index == 0 };
            table.AddColumn(column.PadRight(3));
        }

        foreach (var row in rows)
            table.AddRow([.. row.Select(cell => new Markup(Quote(cell)))]);
        Show(table);
    }

    /// <summary>Says what is waited for, if there is somebody at a terminal to read it.</summary>
    public async Task<T> WaitAsync<T>(string what, Task<T> task)
    {
        if (!_console.Profile.Capabilities.Interactive)
            return await task;
        return await _console.Status().StartAsync(what, _ => task);
    }

    /// <inheritdoc cref="WaitAsync{T}(string, Task{T})"/>
    public Task WaitAsync(string what, Task task) => WaitAsync(what, ReturnAsync(task));

    private void Show(IRenderable content) => _console.Write(new Padder(content, new Padding(Indentation, 0, 0, 0)));

    private static async Task<bool> ReturnAsync(Task task)
    {
        await task;
        return true;
    }
}
