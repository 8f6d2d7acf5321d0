using System.CommandLine;
using Aevrion.Cli.CommandLine;

namespace Aevrion.Client.Tests.Cli;

/// <summary>The help of every command there is.</summary>
public sealed class HelpTests
{
    public static TheoryData<string> Commands => [.. Paths(AevrionCommand.Build(), "")];

    [Theory]
    [MemberData(nameof(Commands))]
    public void It_says_what_the_command_is_for_and_shows_examples_that_can_be_read(string path)
    {
        var root = AevrionCommand.Build();
        using var written = new StringWriter();
        var code = root.Parse([.. path.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"])
            .Invoke(new InvocationConfiguration { Output = written });
        var help = written.ToString();

        Assert.Equal(0, code);
        Assert.Contains("--url", help, StringComparison.Ordinal);
        var examples = help[help.IndexOf("Examples:", StringComparison.Ordinal)..].Split('\n')[1..].Select(line => line.Trim()).Where(line => line.Length > 0).ToList();
        Assert.NotEmpty(examples);
        Assert.All(examples, example =>
        {
            Assert.Contains("aevrion", example, StringComparison.Ordinal);
            Assert.Contains(path.Split(' ')[^1], example, StringComparison.Ordinal);
            Assert.Empty(root.Parse(Words(example)).Errors.Select(error => $"{example}: {error.Message}"));
        });
    }

    [Fact]
    public void Every_command_and_option_says_what_it_is_for()
    {
        var root = AevrionCommand.Build();
        foreach (var command in Paths(root, "").Select(path => path.Split(' ', StringSplitOptions.RemoveEmptyEntries).Aggregate((Command)root, (known, name) => known.Subcommands.Single(below => below.Name == name))))
        {
            Assert.False(string.IsNullOrWhiteSpace(command.Description), command.Name);
            Assert.All(command.Options, option => Assert.False(string.IsNullOrWhiteSpace(option.Description), $"{command.Name} {option.Name}"));
            Assert.All(command.Arguments, argument => Assert.False(string.IsNullOrWhiteSpace(argument.Description), $"{command.Name} {argument.Name}"));
        }
    }

    /// <summary>What the first run of aevrion in a line of a shell is given: up to a sign that ends it.</summary>
    private static string[] Words(string line)
    {
        var words = new List<string>();
        var word = "";
        var isQuoted = false;
        foreach (var letter in line[(line.IndexOf("aevrion", StringComparison.Ordinal) + "aevrion".Length)..] + " ")
        {
            if (letter == '\'')
            {
                isQuoted = !isQuoted;
            }
            else if (!isQuoted && letter is '|' or '>' or '<' or ')' or '&')
            {
                break;
            }
            else if (letter == ' ' && !isQuoted)
            {
                if (word.Length > 0)
                    words.Add(word);
                word = "";
            }
            else
            {
                word += letter;
            }
        }

        return word.Length > 0 ? [.. words, word] : [.. words];
    }

    private static IEnumerable<string> Paths(Command command, string path)
    {
        yield return path;
        foreach (var below in command.Subcommands.SelectMany(below => Paths(below, path.Length == 0 ? below.Name : $"{path} {below.Name}")))
            yield return below;
    }
}
