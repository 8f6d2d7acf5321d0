namespace Aevrion.Client;

/// <summary>Which version of a key in conflict is to stand.</summary>
public readonly record struct ConflictPick
{
    private readonly string? _text;

    private ConflictPick(string text) => _text = text;

    /// <summary>The one that wins anyway; the default.</summary>
    public static ConflictPick Winner { get; } = new("winner");

    /// <summary>The one that lost, where it is only one.</summary>
    public static ConflictPick Loser { get; } = new("loser");

    /// <summary>A given version of the key.</summary>
    /// <param name="id">Its id: 64 hex digits.</param>
    public static ConflictPick Version(string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return new ConflictPick(id);
    }

    /// <summary>As the request has it.</summary>
    public override string ToString() => _text ?? "winner";
}
