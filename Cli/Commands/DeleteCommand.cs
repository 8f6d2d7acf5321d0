using System.CommandLine;
using Aevrion.Cli.CommandLine;

namespace Aevrion.Cli.Commands;

/// <summary><c>delete KEY</c></summary>
internal static class DeleteCommand
{
    public static CommandDefinition Define(CommandHost host)
    {
        var key = Parameters.Key();
        var command = new Command("delete", "Delete a key as of now; its history stays.") { key };
        var ack = new AckOptions(command);
        host.Handle(command, async context =>
        {
            var written = await context.Client.DeleteAsync(
                context.Parsed.GetRequiredValue(key), ack.ToWriteOptions(context.Parsed), context.CancellationToken);
            WrittenEvent.Report(context.Output, written, "deleted");
            return ExitCode.Success;
        });
        return new CommandDefinition(command, "aevrion delete user:123");
    }
}
