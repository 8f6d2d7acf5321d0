namespace Aevrion.Storage.Rebuild;

/// <summary>A rebuild cannot be done now, or by this role; the message says what to do.</summary>
public sealed class RebuildRefusedException(string message, Exception? innerException = null) : Exception(message, innerException);
