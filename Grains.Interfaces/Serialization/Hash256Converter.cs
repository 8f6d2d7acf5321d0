using Aevrion.Core;
using Orleans;

namespace Aevrion.Grains.Interfaces.Serialization;

/// <summary>Lets Orleans serialize <see cref="Hash256"/>, which knows nothing of Orleans.</summary>
[RegisterConverter]
public sealed class Hash256Converter : IConverter<Hash256, Hash256Surrogate>
{
    /// <inheritdoc/>
    public Hash256 ConvertFromSurrogate(in Hash256Surrogate surrogate) => new(surrogate.Bytes);

    /// <inheritdoc/>
    public Hash256Surrogate ConvertToSurrogate(in Hash256 value) => new() { Bytes = value.ToArray() };
}
