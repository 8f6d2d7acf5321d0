using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Aevrion.Engine.Configuration;

internal sealed class GrainCollectionOptionsValidator(IOptions<GrainCollectionOptions> options) : IConfigurationValidator
{
    public void ValidateConfiguration()
    {
        var values = options.Value;
        RequirePositive(nameof(values.CollectionQuantum), values.CollectionQuantum);
        RequirePositive(nameof(values.ActivationTimeout), values.ActivationTimeout);
        RequirePositive(nameof(values.DeactivationTimeout), values.DeactivationTimeout);
        RequireLongerThanQuantum(nameof(values.CollectionAge), values.CollectionAge);
        foreach (var (className, age) in values.ClassSpecificCollectionAge)
            RequireLongerThanQuantum($"{nameof(values.ClassSpecificCollectionAge)}[{className}]", age);
    }

    private static void RequirePositive(string name, TimeSpan value)
    {
        if (value <= TimeSpan.Zero)
            throw new OrleansConfigurationException($"{nameof(GrainCollectionOptions)}.{name} is {value}; it must be more than zero.");
    }

    private void RequireLongerThanQuantum(string name, TimeSpan age)
    {
        if (age <= options.Value.CollectionQuantum)
            throw new OrleansConfigurationException(
                $"{nameof(GrainCollectionOptions)}.{name} is {age}; it must be longer than CollectionQuantum, {options.Value.CollectionQuantum}.");
    }
}
