using System.Globalization;

namespace Aevrion.Client;

/// <content>How much a region does.</content>
public sealed partial class AevrionClient
{
    /// <inheritdoc/>
    public Task<LoadReport> GetLoadAsync(int minutes = 60, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(minutes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minutes, 60);
        return ReadAsync("load", string.Create(CultureInfo.InvariantCulture, $"/v1/load?minutes={minutes}"), WireContext.Default.LoadReport, cancellationToken);
    }
}
