namespace Orleans;

/// <summary>Marks an <see cref="IConverter{TValue, TSurrogate}"/> for Microsoft Orleans to find. The embedded engine needs none.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class RegisterConverterAttribute : Attribute;
