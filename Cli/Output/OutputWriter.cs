using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Aevrion.Cli.Output;

/// <summary>Writes results to standard output: JSON for programs, text and tables for people, values as they are.</summary>
internal sealed class OutputWriter(bool json)
{
    /// <summary>Wide enough for any row, so that what is read by another program is never wrapped.</summary>
    private const int RedirectedWidth = 1_000;

    private static readonly JsonWriterOptions JsonOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public bool IsJson => json;

    /// <summary>Writes a result as JSON, or else as the given text or table.</summary>
    public void Write<T>(T document, JsonTypeInfo<T> type, Func<T, IRenderable> render)
    {
        if (json)
            WriteJson(document, type);
        else
            WriteTable(render(document));
    }

    public static void WriteLine(string text) => Console.Out.WriteLine(PlainText.OneLine(text));

    public static void WriteJson<T>(T document, JsonTypeInfo<T> type)
    {
        using var output = Console.OpenStandardOutput();
        using (var writer = new Utf8JsonWriter(output, JsonOptions))
            JsonSerializer.Serialize(writer, document, type);
        output.Write("\n"u8);
    }

    /// <summary>Writes a value as it is; on a terminal a newline follows, so that the prompt starts on a line of its own.</summary>
    public static void WriteValue(ReadOnlySpan<byte> value)
    {
        using var output = Console.OpenStandardOutput();
        output.Write(value);
        if (!Console.IsOutputRedirected && (value.IsEmpty || value[^1] != (byte)'\n'))
            output.Write("\n"u8);
    }

    public static void WriteTable(IRenderable table)
    {
        if (Console.IsOutputRedirected)
            Console.Out.Write(RenderPlain(table));
        else
            AnsiConsole.Console.Write(table);
    }

    private static string RenderPlain(IRenderable table)
    {
        using var text = new StringWriter();
        var settings = new AnsiConsoleSettings { Out = new AnsiConsoleOutput(text), Ansi = AnsiSupport.No };
        var console = AnsiConsole.Create(settings);
        console.Profile.Width = RedirectedWidth;
        console.Write(table);
        var lines = text.ToString().ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd());
        return string.Join('\n', lines);
    }
}
