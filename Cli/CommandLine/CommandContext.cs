using System.CommandLine;
using Aevrion.Cli.Output;
using Aevrion.Client;

namespace Aevrion.Cli.CommandLine;

/// <summary>What a command works with during one run.</summary>
internal sealed record CommandContext(
    ParseResult Parsed, AevrionClientOptions ClientOptions, AevrionClient Client, OutputWriter Output, CancellationToken CancellationToken);
