namespace Aevrion.Cli.CommandLine;

/// <summary>What the process tells its caller.</summary>
internal enum ExitCode
{
    Success = 0,

    /// <summary>The key, peer or tree node does not exist; or a verification found what is wrong.</summary>
    NotFound = 1,

    /// <summary>The command line, or a file it names, is not right; nothing was sent, or the region refused it as malformed.</summary>
    BadUsage = 2,

    /// <summary>No region answered, or one failed.</summary>
    ServerError = 3,

    /// <summary>Ended by Ctrl+C, as shells number it.</summary>
    Interrupted = 130,
}
