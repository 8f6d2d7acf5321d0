namespace Aevrion.Core.Sync.Sessions;

/// <summary>Something that a <see cref="DiallerSession"/> wants done, or tells.</summary>
public abstract record SessionEffect;
