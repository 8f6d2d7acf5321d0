using Microsoft.Extensions.Options;
using Npgsql;

namespace Aevrion.Storage;

/// <summary>Checks <see cref="StorageOptions"/> and names every mistake at once.</summary>
public sealed class StorageOptionsValidator : IValidateOptions<StorageOptions>
{
    private const int MaxRegionCharacters = 64;
    private const int LargestPoolSize = 1_000;
    private const int LongestTimeoutSeconds = 300;

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, StorageOptions options)
    {
        var mistakes = new List<string>();
        CheckConnectionString(options.ConnectionString, mistakes);
        if (options.Region.Length is 0 or > MaxRegionCharacters)
            mistakes.Add($"The region's name must have 1 to {MaxRegionCharacters} characters, not {options.Region.Length}.");
        if (options.MaxPoolSize is < 1 or > LargestPoolSize)
            mistakes.Add($"MaxPoolSize must be 1 to {LargestPoolSize}, not {options.MaxPoolSize}.");
        CheckTimeout(nameof(options.ConnectTimeout), options.ConnectTimeout, mistakes);
        CheckTimeout(nameof(options.CommandTimeout), options.CommandTimeout, mistakes);
        return mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }

    private static void CheckConnectionString(string connectionString, List<string> mistakes)
    {
        if (string.IsNullOrWhiteSpace(connectionString))
        {
            mistakes.Add("The PostgreSQL connection string is missing. Example: Host=localhost;Database=aevrion_eu;Username=aevrion.");
            return;
        }

        try
        {
            var builder = new NpgsqlConnectionStringBuilder(connectionString);
            if (string.IsNullOrEmpty(builder.Host))
                mistakes.Add("The PostgreSQL connection string names no Host.");
            if (string.IsNullOrEmpty(builder.Database))
                mistakes.Add("The PostgreSQL connection string names no Database.");
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or OverflowException or KeyNotFoundException)
        {
            // The last is what the driver throws for an unfinished name of a setting.
            mistakes.Add($"The PostgreSQL connection string cannot be read: {exception.Message}");
        }
    }

    private static void CheckTimeout(string name, TimeSpan timeout, List<string> mistakes)
    {
        if (timeout < TimeSpan.FromSeconds(1) || timeout > TimeSpan.FromSeconds(LongestTimeoutSeconds) || timeout.Ticks % TimeSpan.TicksPerSecond != 0)
            mistakes.Add($"{name} must be 1 to {LongestTimeoutSeconds} whole seconds, not {timeout}.");
    }
}
