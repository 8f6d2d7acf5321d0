namespace Aevrion.Bench.CommandLine;

/// <summary>What was asked for cannot be done as asked. The message says what to do instead.</summary>
internal sealed class UsageException(string message) : Exception(message);
