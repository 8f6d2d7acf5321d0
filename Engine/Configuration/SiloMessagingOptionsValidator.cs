using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Aevrion.Engine.Configuration;

internal sealed class SiloMessagingOptionsValidator(IOptions<SiloMessagingOptions> options) : IConfigurationValidator
{
    public void ValidateConfiguration()
    {
        var values = options.Value;
        if (values.ResponseTimeout <= TimeSpan.Zero)
            throw new OrleansConfigurationException(
                $"{nameof(SiloMessagingOptions)}.{nameof(values.ResponseTimeout)} is {values.ResponseTimeout}; it must be more than zero.");
        if (values.MaxEnqueuedRequestsHardLimit < 0)
            throw new OrleansConfigurationException(
                $"{nameof(SiloMessagingOptions)}.{nameof(values.MaxEnqueuedRequestsHardLimit)} is {values.MaxEnqueuedRequestsHardLimit}; " +
                "it must be 0 for no limit, or more.");
    }
}
