using System.CommandLine;
using Aevrion.Cli.CommandLine;
using Aevrion.Cli.Output;
using Aevrion.Client;

namespace Aevrion.Cli.Commands;

/// <summary><c>watch [PREFIX]</c></summary>
internal static class WatchCommand
{
    /// <summary>Width of the column of origins; a longer name moves its line.</summary>
    private const int OriginWidth = 8;

    private const int SizeWidth = 10;

    public static CommandDefinition Define(CommandHost host)
    {
        var prefix = new Argument<string>("PREFIX")
        {
            Description = "Only keys that begin so. Default: all.",
            DefaultValueFactory = _ => "",
        };
        var since = Parameters.Time("--since", "Begin with what was committed at T or later, instead of now.");
        var command = new Command("watch", "Show changes as they are committed, local and remote, until Ctrl+C.") { prefix, since };
        host.Handle(command, context => WatchAsync(
            context,
            context.Parsed.GetValue(prefix)!,
            new WatchOptions { Since = context.Parsed.GetValue(since) is { } timestamp ? new PointInTime(timestamp) : null }));
        return new CommandDefinition(command, "aevrion watch", "aevrion watch user: --json", "aevrion watch user: --since '5m ago'");
    }

    private static async Task<ExitCode> WatchAsync(CommandContext context, string prefix, WatchOptions options)
    {
        try
        {
            await foreach (var change in context.Client.WatchAsync(prefix, options, context.CancellationToken))
            {
                if (context.Output.IsJson)
                    OutputWriter.WriteJson(change, DocumentContext.Default.KeyChange);
                else
                    OutputWriter.WriteLine(Line(change));
            }
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            // Ctrl+C is how a watch ends.
        }

        return ExitCode.Success;
    }

    private static string Line(KeyChange change)
    {
        var size = change.Deleted ? "deleted" : change.Size.ToString("N0");
        return $"{TimeText.At(change.Timestamp)}  {change.Origin.PadRight(OriginWidth)}  {size.PadLeft(SizeWidth)}  {PlainText.Short(change.Id)}  {change.Key}"
            + (change.Deleted ? "" : "  " + PlainText.Preview(change.Value.GetValueOrDefault().Span));
    }
}
