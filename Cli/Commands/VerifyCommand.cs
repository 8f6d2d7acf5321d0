using System.CommandLine;
using Aevrion.Cli.CommandLine;
using Aevrion.Cli.Output;
using Aevrion.Cli.Verification;
using Aevrion.Client;

namespace Aevrion.Cli.Commands;

/// <summary><c>verify</c></summary>
internal static class VerifyCommand
{
    public static CommandDefinition Define(CommandHost host)
    {
        var repair = new Option<bool>("--repair") { Description = "Mend what is derived from the events, where it is wrong." };
        var command = new Command("verify", "Compare everything that the region derives from its events with them, while it goes on serving.") { repair };
        host.Handle(command, context => VerifyAsync(context, context.Parsed.GetValue(repair)));
        return new CommandDefinition(command, "aevrion verify", "aevrion verify --repair --json");
    }

    private static async Task<ExitCode> VerifyAsync(CommandContext context, bool repair)
    {
        var mismatches = new List<VerifyMismatch>();
        var report = await VerifyDisplay.RunAsync(async show =>
        {
            VerifyReport? last = null;
            await foreach (var update in context.Client.VerifyAsync(repair, context.CancellationToken))
            {
                if (update is VerifyProgress progress)
                    show(progress);
                else if (context.Output.IsJson)
                    OutputWriter.WriteJson(update, DocumentContext.Default.VerifyUpdate);
                else if (update is VerifyMismatch mismatch)
                    mismatches.Add(mismatch);
                last = update as VerifyReport ?? last;
            }

            return last!;
        });
        if (mismatches.Count > 0)
            context.Output.Write(mismatches, DocumentContext.Default.ListVerifyMismatch, VerifyTable.Of);
        if (report.State == "failed")
            return (ExitCode)CommandHost.Report($"The verification did not come to its end: {report.Error}", ExitCode.ServerError);
        if (!context.Output.IsJson)
            OutputWriter.WriteLine(VerifyTable.Describe(report));
        return report.State == "mismatches" ? ExitCode.NotFound : ExitCode.Success;
    }
}
