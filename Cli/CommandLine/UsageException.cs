namespace Aevrion.Cli.CommandLine;

/// <summary>What the user asked for cannot be done as asked. The message says what to do instead.</summary>
internal sealed class UsageException(string message, Exception? innerException = null) : Exception(message, innerException);
