using Spectre.Console;
using Spectre.Console.Rendering;

namespace Aevrion.Demo.Story;

/// <summary>Tells the story: in colour on a terminal, as plain text elsewhere. Texts are markup.</summary>
internal sealed class Narrator
{
    /// <summary>The regions' names, in the colours that they have in the picture.</summary>
    public const string Eu = "[bold aqua]eu[/]";

    /// <inheritdoc cref="Eu"/>
    public const string Us = "[bold yellow]us[/]";

    private const int Indentation = 3;
    private const int MaxWidth = 110;
    private const int RedirectedWidth = 100;

    private readonly IAnsiConsole _console;
    private readonly StringWriter? _plain;
    private int _steps;

    public Narrator()
    {
        _plain = Console.IsOutputRedirected ? new StringWriter() : null;
        _console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = _plain is null ? AnsiSupport.Detect : AnsiSupport.No,
            Out = new AnsiConsoleOutput(_plain ?? Console.Out),
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        _console.Profile.Width = _plain is null ? Math.Min(_console.Profile.Width, MaxWidth) : RedirectedWidth;
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
        Write(new Markup($"\n[bold underline]{_steps}  {title}[/]\n\n"));
    }

    /// <summary>A paragraph.</summary>
    public void Say(string text) => Write(Indented(new Markup(text)));

    /// <summary>Lines that are not wrapped, with room around them.</summary>
    public void Show(IEnumerable<string> lines) =>
        Write(Indented(new Markup(string.Join('\n', lines)).Overflow(Overflow.Crop), roomAround: 1));

    /// <summary>A table without lines, with room around it. Its cells are plain text.</summary>
    public void Show(string[] titles, IEnumerable<string[]> rows)
    {
        var table = new Table().Border(TableBorder.None);
        foreach (var title in titles)
            table.AddColumn(new TableColumn(new Markup($"[dim]{title}[/]")).PadRight(3));
        foreach (var row in rows)
            table.AddRow([.. row.Select(cell => new Markup(Quote(cell)))]);
        Write(Indented(table, roomAround: 1));
    }

    /// <summary>Says what is waited for, if there is somebody at a terminal to read it.</summary>
    public async Task<T> WaitAsync<T>(string what, Task<T> task) =>
        _console.Profile.Capabilities.Interactive && _plain is null ? await _console.Status().StartAsync(what, _ => task) : await task;

    /// <inheritdoc cref="WaitAsync{T}(string, Task{T})"/>
    public Task WaitAsync(string what, Task task) => WaitAsync(what, ReturnAsync(task));

    private static Padder Indented(IRenderable content, int roomAround = 0) => new(content, new Padding(Indentation, roomAround, 0, roomAround));

    private void Write(IRenderable content)
    {
        _console.Write(content);
        if (_plain is null)
            return;

        // Blocks are filled up with spaces; a file or a pipe is better off without.
        foreach (var line in _plain.ToString().Split('\n').SkipLast(1))
            Console.Out.WriteLine(line.TrimEnd());
        _plain.GetStringBuilder().Clear();
    }

    private static async Task<bool> ReturnAsync(Task task)
    {
        await task;
        return true;
    }
}
