using Aevrion.Silo.Configuration;

namespace Aevrion.Silo.Http.Limits;

/// <summary>Reads the section <c>Limits</c>.</summary>
internal static class LimitSettingsReader
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Limits";

    private const int Most = 1_000_000;
    private const long MostBodyBytes = 1L << 40;

    private static readonly TimeSpan LeastTime = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan MostTime = TimeSpan.FromDays(1);

    public static LimitSettings Read(SettingsReader section)
    {
        var defaults = new LimitSettings();
        var settings = new LimitSettings
        {
            Connections = Number(section, nameof(LimitSettings.Connections), defaults.Connections, least: 1),
            ConnectionsPerAddress = Number(section, nameof(LimitSettings.ConnectionsPerAddress), defaults.ConnectionsPerAddress),
            ConcurrentRequests = Number(section, nameof(LimitSettings.ConcurrentRequests), defaults.ConcurrentRequests, least: 1),
            ConcurrentRequestsPerClient = Number(section, nameof(LimitSettings.ConcurrentRequestsPerClient), defaults.ConcurrentRequestsPerClient),
            RequestsPerSecondPerClient = Number(section, nameof(LimitSettings.RequestsPerSecondPerClient), defaults.RequestsPerSecondPerClient),
            BurstPerClient = Number(section, nameof(LimitSettings.BurstPerClient), defaults.BurstPerClient),
            BodyBytes = section.Integer(nameof(LimitSettings.BodyBytes), defaults.BodyBytes, 2L * HttpLimits.MaxBatchBytes, MostBodyBytes),
            HeadTimeout = section.Duration(nameof(LimitSettings.HeadTimeout), defaults.HeadTimeout, LeastTime, MostTime),
            BodyTimeout = section.Duration(nameof(LimitSettings.BodyTimeout), defaults.BodyTimeout, LeastTime, MostTime),
            AnswerTimeout = section.Duration(nameof(LimitSettings.AnswerTimeout), defaults.AnswerTimeout, LeastTime, MostTime),
            IdleTimeout = section.Duration(nameof(LimitSettings.IdleTimeout), defaults.IdleTimeout, LeastTime, MostTime),
            LeastBytesPerSecond = Number(section, nameof(LimitSettings.LeastBytesPerSecond), defaults.LeastBytesPerSecond, least: 1),
        };
        section.RefuseTheRest();
        return settings;
    }

    private static int Number(SettingsReader section, string name, int fallback, int least = 0) => (int)section.Integer(name, fallback, least, Most);
}
