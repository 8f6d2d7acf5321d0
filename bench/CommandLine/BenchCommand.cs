using System.CommandLine;
using Aevrion.Bench.Blake3;
using Aevrion.Bench.Engine;
using Aevrion.Bench.Memory;
using Aevrion.Bench.Overload;
using Aevrion.Bench.Read;
using Aevrion.Bench.Rebuild;
using Aevrion.Bench.Reconcile;
using Aevrion.Bench.Replicate;
using Aevrion.Bench.Start;
using Aevrion.Bench.Write;

namespace Aevrion.Bench.CommandLine;

/// <summary>The command line: a command a bench, <c>all</c> for every one of them, and nothing at all for the list.</summary>
internal static class BenchCommand
{
    private const string About =
        """
        Measures Aevrion. Nothing else should run on the machine meanwhile.
        AEVRION_POSTGRES names the PostgreSQL server, as a connection string without a database.
        """;

    public static async Task<int> RunAsync(string[] arguments)
    {
        IBench[] benches =
        [
            new WriteBench(), new ReadBench(), new ReplicateBench(), new MemoryBench(), new Blake3Bench(), new EngineBench(),
            new StartBench(), new RebuildBench(), new OverloadBench(), new ReconcileCommand(),
        ];
        var parsed = Build(benches).Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            await Console.Error.WriteLineAsync("aevrion: " + parsed.Errors[0].Message);
            WriteList(Console.Error, benches);
            return (int)ExitCode.BadUsage;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    }

    private static RootCommand Build(IBench[] benches)
    {
        var host = new BenchHost();
        var root = new RootCommand(About) { HelpName = "aevrion bench" };
        host.AddOptionsTo(root);
        foreach (var bench in benches)
        {
            root.Add(bench.Command);
            host.Handle(bench.Command, parsed => [bench.Prepare(parsed)]);
        }

        root.Add(RawServerCommand());
        var all = new Command("all", "Every bench, with its usual settings.");
        root.Add(all);
        host.Handle(all, _ => [.. benches.Select(bench => bench.Prepare(parsed: null))]);
        host.HandleRoot(root, _ => [.. benches.Select(bench => bench.Prepare(parsed: null))], () => WriteList(Console.Out, benches));
        return root;
    }

    private static Command RawServerCommand()
    {
        var port = new Argument<int>("port");
        var command = new Command(RawServer.CommandName) { port };
        command.Hidden = true;
        command.SetAction((parsed, cancellationToken) => RawServer.ServeAsync(parsed.GetValue(port), cancellationToken));
        return command;
    }

    private static void WriteList(TextWriter output, IBench[] benches)
    {
        output.WriteLine("aevrion bench NAME [--json FILE], where NAME is one of:");
        foreach (var bench in benches)
            output.WriteLine($"  {bench.Command.Name,-12}{bench.Command.Description}");
        output.WriteLine($"  {"all",-12}Every bench, with its usual settings.");
        output.WriteLine("aevrion bench NAME --help lists its options.");
    }
}
