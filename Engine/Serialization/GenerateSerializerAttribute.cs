namespace Orleans;

/// <summary>Marks a type that crosses grain boundaries. Between grains of one process nothing is serialized; Microsoft Orleans needs the mark.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum)]
public sealed class GenerateSerializerAttribute : Attribute
{
    /// <summary>Whether primary constructor parameters are serialized by position.</summary>
    public bool IncludePrimaryConstructorParameters { get; init; }
}
