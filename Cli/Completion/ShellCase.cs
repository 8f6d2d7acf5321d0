using System.Text;

namespace Aevrion.Cli.Completion;

/// <summary>How both scripts find the command on the line.</summary>
internal static class ShellCase
{
    /// <summary>Appends the cases that follow the words up to the cursor to a command, and begins those of what completes it. Both shells read them alike.</summary>
    public static void AppendWalk(StringBuilder script, CompletionModel model)
    {
        script.Append($"      {string.Join(" | ", model.ValueOptions.Select(option => "*/" + option))}) (( i++ )) ;;\n");
        foreach (var command in model.Commands.Where(command => command.Path.Length > 0))
            script.Append($"      '{Of(command.Path)}') command='{command.Path}' ;;\n");
        script.Append("    esac\n  done\n  case \"$command $previous\" in\n");
    }

    /// <summary>The command before it, a slash, and the name: <c>token/create</c>, <c>/put</c>.</summary>
    private static string Of(string path)
    {
        var end = path.LastIndexOf(' ');
        return end < 0 ? "/" + path : path[..end] + "/" + path[(end + 1)..];
    }
}
