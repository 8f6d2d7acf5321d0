namespace Orleans;

/// <summary>Carries a foreign type across grain boundaries as a serializable one. Never called by the embedded engine.</summary>
public interface IConverter<TValue, TSurrogate>
    where TSurrogate : struct
{
    TValue ConvertFromSurrogate(in TSurrogate surrogate);

    TSurrogate ConvertToSurrogate(in TValue value);
}
