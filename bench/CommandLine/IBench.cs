using System.CommandLine;

namespace Aevrion.Bench.CommandLine;

/// <summary>Something that can be measured, by name.</summary>
internal interface IBench
{
    /// <summary>The command, with the options that it alone has.</summary>
    Command Command { get; }

    /// <summary>Reads its options.</summary>
    /// <param name="parsed">The command line; null for the defaults.</param>
    BenchRun Prepare(ParseResult? parsed);
}
