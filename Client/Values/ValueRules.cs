namespace Aevrion.Client;

/// <summary>What a value may be.</summary>
internal static class ValueRules
{
    /// <summary>Checks a value's size.</summary>
    /// <exception cref="AevrionInvalidRequestException">The value is too large.</exception>
    public static void Check(ReadOnlySpan<byte> value)
    {
        if (value.Length > AevrionLimits.MaxValueBytes)
        {
            var detail = $"A value has at most {AevrionLimits.MaxValueBytes} bytes; this one has {value.Length}.";
            throw new AevrionInvalidRequestException(new Problem("value-too-large", 413, detail));
        }
    }
}
