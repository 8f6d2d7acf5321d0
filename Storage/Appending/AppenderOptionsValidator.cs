using Microsoft.Extensions.Options;

namespace Aevrion.Storage.Appending;

/// <summary>Checks <see cref="AppenderOptions"/> and the relations between its limits; names every mistake at once.</summary>
public sealed class AppenderOptionsValidator : IValidateOptions<AppenderOptions>
{
    private const int MostRetries = 10;
    private const int MostTransactions = 16;
    private static readonly TimeSpan LongestStallDelay = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, AppenderOptions options)
    {
        var mistakes = new List<string>();
        if (options.MaxTransactions is < 1 or > MostTransactions)
            mistakes.Add($"MaxTransactions must be 1 to {MostTransactions}, not {options.MaxTransactions}.");
        if (options.ParallelEvents < 1 || options.ParallelEvents > options.MaxQueuedEvents)
            mistakes.Add($"ParallelEvents must be 1 to MaxQueuedEvents, {options.MaxQueuedEvents}, not {options.ParallelEvents}.");
        if (options.LeastParallelEvents < 1)
            mistakes.Add($"LeastParallelEvents must be 1 or more, not {options.LeastParallelEvents}.");
        if (options.StallDelay < TimeSpan.FromMilliseconds(1) || options.StallDelay > LongestStallDelay)
            mistakes.Add($"StallDelay must be 1 ms to {LongestStallDelay}, not {options.StallDelay}.");
        if (options.MaxGroupEvents is < 1 or > StorageLimits.MaxTransactionEvents)
            mistakes.Add($"MaxGroupEvents must be 1 to {StorageLimits.MaxTransactionEvents}, not {options.MaxGroupEvents}.");
        if (options.MaxGroupBytes is < 1 || options.MaxGroupBytes > StorageLimits.MaxTransactionBytes)
            mistakes.Add($"MaxGroupBytes must be 1 to {StorageLimits.MaxTransactionBytes}, not {options.MaxGroupBytes}.");
        if (options.MaxQueuedEvents < StorageLimits.MaxTransactionEvents)
            mistakes.Add($"MaxQueuedEvents must hold the largest request, {StorageLimits.MaxTransactionEvents} events; it is {options.MaxQueuedEvents}.");
        if (options.MaxQueuedBytes < StorageLimits.MaxTransactionBytes)
            mistakes.Add($"MaxQueuedBytes must hold the largest request, {StorageLimits.MaxTransactionBytes} bytes; it is {options.MaxQueuedBytes}.");
        if (options.Retries is < 0 or > MostRetries)
            mistakes.Add($"Retries must be 0 to {MostRetries}, not {options.Retries}.");
        if (options.DrainTimeout < TimeSpan.Zero)
            mistakes.Add($"DrainTimeout must be zero or more, not {options.DrainTimeout}.");
        return mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }
}
