namespace Aevrion.Cli.Import;

/// <summary>A line of a batch, as the contract has it.</summary>
internal sealed record NdjsonLine(
    string Op, string Key, byte[]? Value = null, string? Text = null, long? Timestamp = null, string? Origin = null, string[]? Parents = null);
