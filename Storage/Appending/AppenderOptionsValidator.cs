using Microsoft.Extensions.Options;

namespace Aevrion.Storage.Appending;

/// <summary>Checks <see cref="AppenderOptions"/> and the relations between its limits; names every mistake at once.</summary>
public sealed class AppenderOptionsValidator : IValidateOptions<AppenderOptions>
{
    private const int MostRetries = 10;

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, AppenderOptions options)
    {
        var mistakes = new List<string>();
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
