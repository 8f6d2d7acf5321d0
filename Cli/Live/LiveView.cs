using System.Text.Json.Serialization.Metadata;
using Aevrion.Cli.CommandLine;
using Aevrion.Cli.Output;
using Aevrion.Client;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Aevrion.Cli.Live;

/// <summary>
/// Shows something that changes: in place on a terminal, one after the other otherwise, a JSON document a line for programs. A region that does
/// not answer for a while is said so, and asked again.
/// </summary>
internal static class LiveView
{
    public static Task<ExitCode> RunAsync<T>(
        CommandContext context, LiveSettings settings, Func<Task<T>> read, JsonTypeInfo<T> type, Func<T, IRenderable> render) =>
        RunAsync(context, settings, read, document => OutputWriter.WriteJson(document, type), render);

    /// <param name="context">The command's run.</param>
    /// <param name="settings">How often to look.</param>
    /// <param name="read">Looks.</param>
    /// <param name="writeJson">Writes what was seen for programs.</param>
    /// <param name="render">Shows it to people.</param>
    public static async Task<ExitCode> RunAsync<T>(
        CommandContext context, LiveSettings settings, Func<Task<T>> read, Action<T> writeJson, Func<T, IRenderable> render)
    {
        var first = await read();
        Action<T> write = context.Output.IsJson ? writeJson : document => OutputWriter.WriteTable(render(document));
        if (settings.Times == 1)
            write(first);
        else if (context.Output.IsJson || Console.IsOutputRedirected)
            await ListAsync(context, settings, first, read, write);
        else
            await AnsiConsole.Live(render(first)).StartAsync(shown => ListAsync(context, settings, first, read, document => shown.UpdateTarget(render(document)), shown));
        return ExitCode.Success;
    }

    private static async Task ListAsync<T>(
        CommandContext context, LiveSettings settings, T first, Func<Task<T>> read, Action<T> show, LiveDisplayContext? display = null)
    {
        show(first);
        for (var looks = 1; looks != settings.Times; looks++)
        {
            try
            {
                await Task.Delay(settings.Every, TimeProvider.System, context.CancellationToken);
                show(await read());
            }
            catch (AevrionUnavailableException away)
            {
                var text = $"{away.Message} Trying again.";
                if (display is null)
                    CommandHost.Report(text, ExitCode.ServerError);
                else
                    display.UpdateTarget(new Text(PlainText.OneLine(text)));
            }
            catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
            {
                // Ctrl+C is how it ends.
                return;
            }
        }
    }
}
