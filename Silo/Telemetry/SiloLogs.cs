using Aevrion.Silo.Configuration;
using OpenTelemetry.Logs;

namespace Aevrion.Silo.Telemetry;

/// <summary>Where the silo's log goes: to the console, and by OTLP where that is configured.</summary>
internal static class SiloLogs
{
    /// <summary>Writes to the console, one line a message.</summary>
    public static void AddConsole(ILoggingBuilder logging, IConfiguration configuration)
    {
        logging.Configure(options => options.ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId);
        if (string.Equals(configuration["Aevrion:Telemetry:LogFormat"], "json", StringComparison.Ordinal))
        {
            logging.AddJsonConsole(console =>
            {
                console.IncludeScopes = true;
                console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
                console.UseUtcTimestamp = true;
            });
            return;
        }

        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
            console.UseUtcTimestamp = true;
        });
    }

    /// <summary>Sends it by OTLP, too, where that is configured.</summary>
    public static void AddExport(ILoggingBuilder logging, SiloSettings settings)
    {
        if (settings.Telemetry.Otlp is not { } otlp)
            return;
        logging.AddOpenTelemetry(options =>
        {
            options.SetResourceBuilder(SiloResource.Of(settings));
            options.IncludeFormattedMessage = true;
            options.AddOtlpExporter(exporting => otlp.Apply(exporting, "v1/logs"));
        });
    }
}
