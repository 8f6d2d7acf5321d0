namespace Orleans;

/// <summary>
/// The name under which a grain class is known, in storage rows too. Without it: the class's name in lower case, without "grain".
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class GrainTypeAttribute : Attribute
{
    public GrainTypeAttribute(string grainType) => GrainType = Runtime.GrainType.Create(grainType);

    internal Runtime.GrainType GrainType { get; }
}
