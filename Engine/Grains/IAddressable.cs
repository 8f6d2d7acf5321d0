namespace Orleans.Runtime;

/// <summary>Something that can be called by its identity rather than by an object: a grain or an observer.</summary>
public interface IAddressable;
