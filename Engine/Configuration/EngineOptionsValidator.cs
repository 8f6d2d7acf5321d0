using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;

namespace Aevrion.Engine.Configuration;

internal sealed class EngineOptionsValidator(IOptions<EngineOptions> options) : IConfigurationValidator
{
    public void ValidateConfiguration()
    {
        if (options.Value.DrainTimeout < TimeSpan.Zero)
            throw new OrleansConfigurationException(
                $"{nameof(EngineOptions)}.{nameof(EngineOptions.DrainTimeout)} is {options.Value.DrainTimeout}; it must not be negative.");
    }
}
