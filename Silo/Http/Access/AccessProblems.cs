using Aevrion.Silo.Http.Problems;

namespace Aevrion.Silo.Http.Access;

/// <summary>What is refused to a token that is limited to some keys.</summary>
internal static class AccessProblems
{
    public static Problem KeyDenied { get; } = ProblemKinds.Forbidden.With("The token is limited to other keys. Nothing was written.");
}
