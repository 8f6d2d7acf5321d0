namespace Aevrion.Cli.CommandLine;

/// <summary>What the user named does not exist. The message says what may be meant instead.</summary>
internal sealed class NotFoundException(string message, Exception innerException) : Exception(message, innerException);
