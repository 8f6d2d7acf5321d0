using Aevrion.Grains.Access;
using Aevrion.Grains.Interfaces.Batches;
using Aevrion.Silo.Http.Problems;
using Aevrion.Storage.Tokens;

namespace Aevrion.Silo.Http.Access;

/// <summary>What is refused to a token that is limited to some keys.</summary>
internal static class AccessProblems
{
    /// <summary>Tokens changed while the request was under way.</summary>
    public static Problem Ended { get; } = ProblemKinds.Unauthenticated.With("The token was revoked or has expired, or one is needed now.");

    public static Problem KeyDenied { get; } = ProblemKinds.Forbidden.With("The token is limited to other keys. Nothing was written.");

    private static readonly Problem NoImport = ProblemKinds.Forbidden.With("A line with a timestamp needs the scope import. Nothing was written.");

    private static readonly Problem NoWrite = ProblemKinds.Forbidden.With("A line without a timestamp needs the scope write. Nothing was written.");

    /// <summary>Why a line of a batch may not be written; null when it may.</summary>
    public static Problem? OfWrite(BatchOperation operation, AccessGrant caller)
    {
        if (!caller.Keys.Contains(operation.Key))
            return KeyDenied;
        if (operation.Timestamp is not null)
            return caller.Allows(AccessScopes.Import) ? null : NoImport;
        return caller.Allows(AccessScopes.Write) ? null : NoWrite;
    }
}
