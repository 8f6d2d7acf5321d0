namespace Aevrion.Bench.CommandLine;

/// <summary>What has to be there before a bench runs; scripts/bench.sh knows these words, in lower case.</summary>
[Flags]
internal enum BenchNeeds
{
    None = 0,

    /// <summary>A PostgreSQL server.</summary>
    Postgres = 1,

    /// <summary>PostgreSQL's own load generator.</summary>
    Pgbench = 2,

    /// <summary>The native BLAKE3 program.</summary>
    B3sum = 4,

    /// <summary>A second PostgreSQL server, with pglogical loaded.</summary>
    Pglogical = 8,
}
