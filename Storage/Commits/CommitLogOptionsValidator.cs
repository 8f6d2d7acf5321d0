using Microsoft.Extensions.Options;

namespace Aevrion.Storage.Commits;

/// <summary>Checks <see cref="CommitLogOptions"/> and names every mistake at once.</summary>
public sealed class CommitLogOptionsValidator : IValidateOptions<CommitLogOptions>
{
    /// <summary>The shortest <see cref="CommitLogOptions.Retention"/>.</summary>
    public static readonly TimeSpan ShortestRetention = TimeSpan.FromMinutes(1);

    /// <summary>The longest <see cref="CommitLogOptions.Retention"/>.</summary>
    public static readonly TimeSpan LongestRetention = TimeSpan.FromDays(366);

    /// <summary>The lowest <see cref="CommitLogOptions.MaxBytes"/>.</summary>
    public const long LeastBytes = 1024 * 1024;

    /// <summary>The highest <see cref="CommitLogOptions.MaxBytes"/>.</summary>
    public const long MostBytes = 1024L * 1024 * 1024 * 1024;

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, CommitLogOptions options)
    {
        var mistakes = new List<string>();
        if (options.Retention < ShortestRetention || options.Retention > LongestRetention)
            mistakes.Add($"Retention must be {ShortestRetention} to {LongestRetention}, not {options.Retention}.");
        if (options.MaxBytes is < LeastBytes or > MostBytes)
            mistakes.Add($"MaxBytes must be {LeastBytes} to {MostBytes}, not {options.MaxBytes}.");
        return mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }
}
