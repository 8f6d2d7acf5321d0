using System.CommandLine;
using Aevrion.Cli.CommandLine;
using Aevrion.Client;

namespace Aevrion.Cli.Commands;

/// <summary><c>settle KEY --pick winner|loser|ID</c></summary>
internal static class SettleCommand
{
    public static CommandDefinition Define(CommandHost host)
    {
        var key = Parameters.Key();
        var pick = new Option<ConflictPick>("--pick")
        {
            Description = "The version that is to stand: the winner, the loser where it is only one, or a version's id.",
            HelpName = "winner|loser|ID",
            Required = true,
            CustomParser = result => result.Tokens.Single().Value switch
            {
                "winner" => ConflictPick.Winner,
                "loser" => ConflictPick.Loser,
                "" => Refuse(result),
                var id => ConflictPick.Version(id),
            },
        };
        var command = new Command("settle", "Settle the conflict of a key, in every region.") { key, pick };
        host.Handle(command, async context =>
        {
            var written = await context.Client.SettleAsync(
                context.Parsed.GetRequiredValue(key), context.Parsed.GetValue(pick), context.CancellationToken);
            WrittenEvent.Report(context.Output, written, "settled");
            return ExitCode.Success;
        });
        return new CommandDefinition(command, "aevrion settle user:123 --pick winner", "aevrion settle user:123 --pick loser");
    }

    private static ConflictPick Refuse(System.CommandLine.Parsing.ArgumentResult result)
    {
        result.AddError("--pick takes winner, loser or a version's id.");
        return default;
    }
}
