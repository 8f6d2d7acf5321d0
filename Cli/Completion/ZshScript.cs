using System.Text;

namespace Aevrion.Cli.Completion;

/// <summary>Completion for zsh: a function that knows all words, and what each is for.</summary>
internal static class ZshScript
{
    public static string Of(CompletionModel model)
    {
        var script = new StringBuilder();
        script.Append(
            """
            #compdef aevrion
            # Completion of aevrion in zsh. Load it with: source <(aevrion completion zsh), or put it into a file _aevrion in a folder of fpath.
            _aevrion() {
              local previous="${words[CURRENT - 1]}" command='' files=''
              local -a candidates
              integer i
              for (( i = 2; i < CURRENT; i++ )); do
                case "$command/${words[i]}" in

            """);
        ShellCase.AppendWalk(script, model);
        foreach (var command in model.Commands)
        {
            foreach (var (option, values) in command.OptionValues)
                script.Append($"    '{command.Path} {option}') candidates=({string.Join(' ', values.Select(value => Quoted(value, "")))}) ;;\n");
        }

        script.Append($"    {string.Join(" | ", model.ValueOptions.Select(option => $"*' {option}'"))}) return 1 ;;\n    *) case \"$command\" in\n");
        foreach (var command in model.Commands)
        {
            script.Append($"      '{command.Path}') candidates=(\n");
            foreach (var (word, about) in command.Words)
                script.Append($"        {Quoted(word, about)}\n");
            script.Append($"      ){(command.TakesFile ? "; files=1" : "")} ;;\n");
        }

        script.Append(
            """
                esac ;;
              esac
              if [[ -n $files && ${words[CURRENT]} != -* ]]; then
                _files
              else
                _describe 'aevrion' candidates
              fi
            }
            if [[ ${funcstack[1]-} == _aevrion ]]; then
              _aevrion "$@"
            else
              compdef _aevrion aevrion
            fi

            """);
        return script.ToString().ReplaceLineEndings("\n");
    }

    private static string Quoted(string word, string about)
    {
        var text = word.Replace(":", "\\:", StringComparison.Ordinal) + (about.Length == 0 ? "" : ":" + about);
        return $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }
}
