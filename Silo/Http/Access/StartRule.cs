using Aevrion.Silo.Configuration;

namespace Aevrion.Silo.Http.Access;

/// <summary>Whether a silo may serve where it listens: beyond its own machine only with a token, or when it is told to.</summary>
internal static partial class StartRule
{
    /// <summary>Checks it, and logs who is served.</summary>
    /// <param name="access">The settings.</param>
    /// <param name="urls">Where the silo listens.</param>
    /// <param name="hasTokens">The region has tokens.</param>
    /// <param name="logger">Is told who is served.</param>
    /// <exception cref="SiloConfigurationException">It may not.</exception>
    public static void Check(AccessSettings access, IEnumerable<string> urls, bool hasTokens, ILogger logger)
    {
        if (hasTokens || access.AdminTokenHash is not null)
        {
            LogControlled(logger);
            return;
        }

        var open = urls.Where(url => !Locality.IsLocal(url)).ToList();
        if (open.Count == 0)
            LogLocal(logger);
        else if (access.AllowAnonymous)
            LogAnonymous(logger, string.Join(", ", open));
        else
            throw new SiloConfigurationException([Refusal(open)]);
    }

    private static string Refusal(List<string> open) =>
        $"Aevrion:Urls has {string.Join(", ", open)}, which others than this machine reach, and the region has no token, so anybody could read and "
        + "write it. Set Aevrion:AdminToken to a secret of at least 32 characters; or listen on 127.0.0.1, create a token there with "
        + "'aevrion token create --scope admin', and start again; or, where the network itself keeps others out, set Aevrion:AllowAnonymous=true.";

    [LoggerMessage(Level = LogLevel.Information, Message = "Every request needs a token.")]
    private static partial void LogControlled(ILogger logger);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "No token is configured: this machine is served, and no other. 'aevrion token create --scope admin' makes the first one")]
    private static partial void LogLocal(ILogger logger);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Aevrion:AllowAnonymous is set and there is no token: everybody who reaches {Urls} can read, write and administer this region. 'aevrion token create --scope admin' ends that")]
    private static partial void LogAnonymous(ILogger logger, string urls);
}
