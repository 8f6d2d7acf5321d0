using Microsoft.Extensions.Options;

namespace Aevrion.Storage.Reading;

/// <summary>Checks <see cref="ReaderOptions"/>; names every mistake at once.</summary>
public sealed class ReaderOptionsValidator : IValidateOptions<ReaderOptions>
{
    private const int MostReadings = 16;

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, ReaderOptions options)
    {
        var mistakes = new List<string>();
        if (options.MaxReadings is < 1 or > MostReadings)
            mistakes.Add($"MaxReadings must be 1 to {MostReadings}, not {options.MaxReadings}.");
        if (options.MaxGroupKeys is < 1 or > StorageLimits.MaxPage)
            mistakes.Add($"MaxGroupKeys must be 1 to {StorageLimits.MaxPage}, not {options.MaxGroupKeys}.");
        if (options.MaxGroupBytes is < 1 or > StorageLimits.MaxTransactionBytes)
            mistakes.Add($"MaxGroupBytes must be 1 to {StorageLimits.MaxTransactionBytes}, not {options.MaxGroupBytes}.");
        if (options.ParallelKeys < 1 || options.ParallelKeys > options.MaxQueuedKeys)
            mistakes.Add($"ParallelKeys must be 1 to MaxQueuedKeys, {options.MaxQueuedKeys}, not {options.ParallelKeys}.");
        if (options.MaxQueuedKeys < 1)
            mistakes.Add($"MaxQueuedKeys must be 1 or more, not {options.MaxQueuedKeys}.");
        return mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }
}
