using System.CommandLine;
using Aevrion.Cli.Suggestions;
using Aevrion.Client;

namespace Aevrion.Cli.CommandLine;

/// <summary>The argument that names a peer.</summary>
internal static class PeerArgument
{
    private const string UnknownPeer = "urn:aevrion:problem:unknown-peer";

    public static Argument<string> Define() => new("PEER") { Description = "The peer's name, as 'aevrion peers' lists it." };

    /// <summary>Asks the region for something about the peer that was given, and says which one may be meant when it has none of that name.</summary>
    public static Task<T> CallAsync<T>(CommandContext context, Argument<string> argument, Func<string, Task<T>> call) =>
        CallAsync(context, context.Parsed.GetRequiredValue(argument), call);

    /// <inheritdoc cref="CallAsync{T}(CommandContext, Argument{string}, Func{string, Task{T}})"/>
    public static async Task<T> CallAsync<T>(CommandContext context, string name, Func<string, Task<T>> call)
    {
        if (name.Length == 0)
            throw new UsageException("A peer's name is not empty. See 'aevrion peers'.");
        try
        {
            return await call(name);
        }
        catch (AevrionNotFoundException missing) when (missing.Type == UnknownPeer)
        {
            throw new NotFoundException(missing.Message + await MeantAsync(context, name), missing);
        }
    }

    private static async Task<string> MeantAsync(CommandContext context, string name)
    {
        try
        {
            var peers = await context.Client.GetPeersAsync(context.CancellationToken);
            return DidYouMean.Hint(name, peers.Peers.Select(peer => peer.Name));
        }
        catch (AevrionException)
        {
            // The hint is a courtesy; what went wrong first is what the user has to know.
            return "";
        }
    }
}
