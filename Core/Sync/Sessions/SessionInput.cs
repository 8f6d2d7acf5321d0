namespace Aevrion.Core.Sync.Sessions;

/// <summary>Something that a <see cref="DiallerSession"/> is told.</summary>
public abstract record SessionInput;
