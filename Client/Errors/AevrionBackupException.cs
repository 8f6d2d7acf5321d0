namespace Aevrion.Client;

/// <summary>A backup is broken, cut off, or was broken off when it was taken. The message says where and what to do.</summary>
public sealed class AevrionBackupException(string message, Exception? innerException = null) : AevrionException(message, innerException);
