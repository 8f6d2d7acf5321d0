namespace Aevrion.Silo.Telemetry;

/// <summary>How logs are written to the console.</summary>
internal enum LogFormat
{
    /// <summary>One line a message, for people.</summary>
    Text,

    /// <summary>One JSON object a line, for programs.</summary>
    Json,
}
