namespace Aevrion.Bench.CommandLine;

/// <summary>How the program ends.</summary>
internal enum ExitCode
{
    Success = 0,

    /// <summary>The command line is not right, or names a file that cannot be written.</summary>
    BadUsage = 2,

    /// <summary>PostgreSQL failed, or what was measured did not do what it should.</summary>
    Failed = 3,

    /// <summary>Ended by Ctrl+C, as shells number it.</summary>
    Interrupted = 130,
}
