using System.CommandLine;
using System.CommandLine.Help;
using Aevrion.Cli.Commands;
using Aevrion.Cli.Completion;

namespace Aevrion.Cli.CommandLine;

/// <summary>The <c>aevrion</c> command: what it understands, and one run of it.</summary>
internal static class AevrionCommand
{
    private const string About =
        """
        The command line of Aevrion, a multi-region event and key/value store.
        AEVRION_URL names the region where --url does not; AEVRION_TOKEN is sent as a bearer token.
        Exit codes: 0 done, 1 not found or not sound, 2 bad usage, 3 error of the server or the connection.
        """;

    private static readonly string[] RootExamples =
    [
        "aevrion put user:123 Alice",
        "aevrion get user:123",
        "aevrion --url http://localhost:7401 peers --json",
    ];

    public static async Task<int> RunAsync(string[] arguments)
    {
        // Arguments are keys and values: one that starts with @ is no file of further arguments.
        var parsed = Build().Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0 && parsed.Action is not ExamplesHelpAction)
            return CommandHost.Report(ParseMistake.Describe(parsed), ExitCode.BadUsage);

        return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    }

    /// <summary>All that the command understands.</summary>
    public static RootCommand Build()
    {
        var options = new GlobalOptions();
        var host = new CommandHost(options);
        var root = new RootCommand(About) { HelpName = "aevrion" };
        options.AddTo(root);

        var examples = new Dictionary<Command, string[]> { [root] = RootExamples };
        foreach (var definition in Definitions(host).Append(CompletionCommand.Define(root)))
        {
            root.Add(definition.Command);
            foreach (var (command, lines) in definition.Below.Prepend(definition))
                examples[command] = lines;
        }

        foreach (var help in root.Options.OfType<HelpOption>())
            help.Action = new ExamplesHelpAction((HelpAction)help.Action!, examples);
        return root;
    }

    private static CommandDefinition[] Definitions(CommandHost host) =>
    [
        PutCommand.Define(host),
        GetCommand.Define(host),
        DeleteCommand.Define(host),
        HistoryCommand.Define(host),
        ScanCommand.Define(host),
        WatchCommand.Define(host),
        ImportCommand.Define(host),
        ExportCommand.Define(host),
        ConflictsCommand.Define(host),
        SettleCommand.Define(host),
        PeersCommand.Define(host),
        TreeCommand.Define(host),
        SyncCommand.Define(host),
        PauseCommand.Define(host),
        PauseCommand.DefineResume(host),
        BackupCommand.Define(host),
        RestoreCommand.Define(host),
        RebuildCommand.Define(host),
        VerifyCommand.Define(host),
        TopCommand.Define(host),
        StatusCommand.Define(host),
        TokenCommand.Define(host),
    ];
}
