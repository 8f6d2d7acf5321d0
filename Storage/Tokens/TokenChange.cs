namespace Aevrion.Storage.Tokens;

/// <summary>What became of a change to the tokens.</summary>
public enum TokenChange
{
    /// <summary>It is durable.</summary>
    Done,

    /// <summary>There is no such token; nothing was changed.</summary>
    Unknown,

    /// <summary>Nobody could administer the region afterwards; nothing was changed.</summary>
    NoAdmin,

    /// <summary>There are <see cref="TokenLimits.MaxTokens"/> already; nothing was changed.</summary>
    TooMany,
}
