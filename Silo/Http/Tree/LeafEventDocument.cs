namespace Aevrion.Silo.Http.Tree;

/// <summary>An event in a leaf.</summary>
internal sealed record LeafEventDocument(string Id, long Timestamp);
