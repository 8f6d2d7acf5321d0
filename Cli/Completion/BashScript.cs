using System.Text;

namespace Aevrion.Cli.Completion;

/// <summary>Completion for bash: a function that knows all words by itself, so that it answers at once.</summary>
internal static class BashScript
{
    public static string Of(CompletionModel model)
    {
        var script = new StringBuilder();
        script.Append(
            """
            # Completion of aevrion in bash. Load it with: source <(aevrion completion bash)
            _aevrion() {
              local current="${COMP_WORDS[COMP_CWORD]}" previous='' command='' words='' files='' i
              (( COMP_CWORD > 0 )) && previous="${COMP_WORDS[COMP_CWORD - 1]}"
              for (( i = 1; i < COMP_CWORD; i++ )); do
                case "$command/${COMP_WORDS[i]}" in

            """);
        ShellCase.AppendWalk(script, model);
        foreach (var command in model.Commands)
        {
            foreach (var (option, values) in command.OptionValues)
                script.Append($"    '{command.Path} {option}') words='{string.Join(' ', values)}' ;;\n");
        }

        script.Append($"    {string.Join(" | ", model.ValueOptions.Select(option => $"*' {option}'"))}) return ;;\n    *) case \"$command\" in\n");
        foreach (var command in model.Commands)
            script.Append($"      '{command.Path}') words='{string.Join(' ', command.Words.Select(word => word.Word))}'{(command.TakesFile ? " files=1" : "")} ;;\n");
        script.Append(
            """
                esac ;;
              esac
              if [[ -n $files && $current != -* ]]; then
                compopt -o filenames 2>/dev/null || true
                mapfile -t COMPREPLY < <(compgen -f -- "$current")
              else
                mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
              fi
            }
            complete -F _aevrion aevrion

            """);
        return script.ToString().ReplaceLineEndings("\n");
    }
}
