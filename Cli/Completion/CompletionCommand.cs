using System.CommandLine;
using Aevrion.Cli.CommandLine;

namespace Aevrion.Cli.Completion;

/// <summary><c>completion bash|zsh</c></summary>
internal static class CompletionCommand
{
    /// <summary>Names the commands of a script that hands all others to this one, with spaces between.</summary>
    private const string MoreCommandsVariable = "AEVRION_SCRIPT_COMMANDS";

    private const string Bash = "bash";
    private const string Zsh = "zsh";

    public static CommandDefinition Define(RootCommand root)
    {
        var shell = new Argument<string>("SHELL") { Description = "bash or zsh." };
        shell.AcceptOnlyFromAmong(Bash, Zsh);
        var command = new Command("completion", "Print what makes a shell complete commands and options.") { shell };
        command.SetAction(parsed =>
        {
            var more = Environment.GetEnvironmentVariable(MoreCommandsVariable) ?? "";
            var model = new CompletionModel(root, more.Split(' ', StringSplitOptions.RemoveEmptyEntries));
            parsed.InvocationConfiguration.Output.Write(parsed.GetRequiredValue(shell) == Bash ? BashScript.Of(model) : ZshScript.Of(model));
            return (int)ExitCode.Success;
        });
        return new CommandDefinition(command, "source <(aevrion completion bash)", "aevrion completion zsh > ~/.zsh/completions/_aevrion");
    }
}
