using System.CommandLine;
using Aevrion.Cli.CommandLine;
using Aevrion.Cli.Output;
using Aevrion.Client;
using Spectre.Console;

namespace Aevrion.Cli.Commands;

/// <summary><c>conflicts [PREFIX]</c></summary>
internal static class ConflictsCommand
{
    private const int DefaultLimit = 100;

    /// <summary>The conflicts are held in memory until they are written.</summary>
    private const int MaxLimit = 100_000;

    private const int PageSizeWithValues = 20;

    public static CommandDefinition Define(CommandHost host)
    {
        var prefix = new Argument<string?>("PREFIX")
        {
            Description = "What the keys begin with. Without it, all conflicts are listed.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var limit = Parameters.Count("--limit", "How many conflicts to list.", DefaultLimit, MaxLimit);
        var values = new Option<bool>("--values") { Description = "Show the values of both sides too." };
        var command = new Command("conflicts", "List the versions that lost to a concurrent write.") { prefix, limit, values };
        host.Handle(command, context => ListAsync(
            context, context.Parsed.GetValue(prefix) ?? "", context.Parsed.GetValue(limit), context.Parsed.GetValue(values)));
        return new CommandDefinition(command, "aevrion conflicts", "aevrion conflicts user: --values", "aevrion conflicts --limit 1000 --json");
    }

    private static async Task<ExitCode> ListAsync(CommandContext context, string prefix, int limit, bool withValues)
    {
        var options = new ConflictsOptions
        {
            IncludeValues = withValues,
            PageSize = Math.Min(limit, withValues ? PageSizeWithValues : AevrionLimits.MaxPageSize),
        };
        var conflicts = new List<Conflict>();
        await foreach (var conflict in context.Client.ConflictsAsync(prefix, options, context.CancellationToken))
        {
            conflicts.Add(conflict);
            if (conflicts.Count == limit)
                break;
        }

        if (!context.Output.IsJson && conflicts.Count == 0)
            OutputWriter.WriteLine("There are no conflicts.");
        else
            context.Output.Write(conflicts, DocumentContext.Default.ListConflict, list => Render(list, withValues));
        return ExitCode.Success;
    }

    private static Table Render(IReadOnlyList<Conflict> conflicts, bool withValues)
    {
        var table = withValues
            ? TableBuilder.WithColumns("key", "side", "time", "origin", "size", "id", "value")
            : TableBuilder.WithColumns("key", "side", "time", "origin", "size", "id");
        foreach (var conflict in conflicts)
        {
            AddSide(table, conflict.Key, "winner", conflict.Winner, withValues);
            AddSide(table, "", "loser", conflict.Loser, withValues);
        }

        return table;
    }

    private static void AddSide(Table table, string key, string side, KeyVersion version, bool withValues)
    {
        // Whole ids: "settle" takes them.
        string[] cells =
            [key, side, TimeText.At(version.Timestamp), version.Origin, version.Deleted ? "deleted" : version.Size.ToString("N0"), version.Id];
        table.AddCells(withValues ? [.. cells, PlainText.Preview(version.Value.GetValueOrDefault().Span)] : cells);
    }
}
