using System.CommandLine;

namespace Aevrion.Cli.CommandLine;

/// <summary>The argument that names a peer.</summary>
internal static class PeerArgument
{
    public static Argument<string> Define() => new("PEER") { Description = "The peer's name, as 'aevrion peers' lists it." };

    /// <summary>The name that was given.</summary>
    public static string Of(ParseResult parsed, Argument<string> argument)
    {
        var name = parsed.GetRequiredValue(argument);
        return name.Length > 0 ? name : throw new UsageException("A peer's name is not empty. See 'aevrion peers'.");
    }
}
