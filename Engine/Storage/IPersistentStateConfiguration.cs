namespace Orleans.Runtime;

/// <summary>Where a state is stored.</summary>
public interface IPersistentStateConfiguration
{
    string StateName { get; }

    string? StorageName { get; }
}
