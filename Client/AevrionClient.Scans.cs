using System.Text;

namespace Aevrion.Client;

/// <content>Pages of keys and of events.</content>
public sealed partial class AevrionClient
{
    /// <inheritdoc/>
    public Task<ScanPage> ScanPageAsync(string prefix = "", ScanOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new ScanOptions();
        var path = PagePath("/v1/kv", prefix, options.EffectivePageSize, options.At, options.IncludeValues);
        if (options.After is { Length: > 0 } after)
            path.Append("&after=").Append(KeyRules.ToParameter(after));
        if (options.IncludeParents)
            path.Append("&parents=true");
        return ReadAsync("scan", path.ToString(), WireContext.Default.ScanPage, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<LogPage> ReadLogAsync(string prefix = "", LogOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new LogOptions();
        var path = PagePath("/v1/history", prefix, options.EffectivePageSize, options.At, options.IncludeValues);
        if (options.After is { } after)
            path.Append("&after=").Append(Uri.EscapeDataString(after));
        return ReadAsync("log", path.ToString(), WireContext.Default.LogPage, cancellationToken);
    }

    private static StringBuilder PagePath(string path, string prefix, int limit, PointInTime? at, bool values)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, AevrionLimits.MaxPageSize);
        var result = new StringBuilder(path).Append("?limit=").Append(limit);
        if (prefix.Length > 0)
            result.Append("&prefix=").Append(KeyRules.ToParameter(prefix));
        if (at is { } time)
            result.Append("&at=").Append(time.ToQuery());
        if (values)
            result.Append("&values=true");
        return result;
    }
}
