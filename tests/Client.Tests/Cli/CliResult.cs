using System.Text;

namespace Aevrion.Client.Tests.Cli;

/// <summary>What a run of the command left.</summary>
internal sealed record CliResult(int ExitCode, byte[] OutputBytes, string Error)
{
    public string Output => Encoding.UTF8.GetString(OutputBytes);

    /// <summary>The one line of error, which is all that there is.</summary>
    public string ErrorLine
    {
        get
        {
            Assert.EndsWith("\n", Error, StringComparison.Ordinal);
            var line = Error[..^1];
            Assert.DoesNotContain('\n', line);
            Assert.StartsWith("aevrion: ", line, StringComparison.Ordinal);
            return line;
        }
    }
}
