using Aevrion.Silo.Http.Access;
using Aevrion.Silo.Http.Problems;

namespace Aevrion.Silo.Http.OpenApi;

/// <summary>What the OpenAPI document says of a route.</summary>
/// <param name="Method">Its method. GET stands for HEAD as well.</param>
/// <param name="Path">Its path; a name in braces stands for a part of it, or for a key, which is the rest.</param>
/// <param name="Name">Names the operation, for generated clients.</param>
/// <param name="Group">What it belongs to.</param>
/// <param name="Summary">What it does, in a sentence.</param>
internal sealed record RouteDescription(HttpMethod Method, string Path, string Name, string Group, string Summary)
{
    /// <summary>What can be wrong with any request.</summary>
    private static readonly ProblemKind[] Always =
    [
        ProblemKinds.BadRequest, ProblemKinds.RequestTimeout, ProblemKinds.RequestLineTooLong, ProblemKinds.HeadersTooLarge, ProblemKinds.Internal,
    ];

    /// <summary>What can be wrong with any request that a region answers.</summary>
    private static readonly ProblemKind[] OfRegions =
    [
        ProblemKinds.TooManyRequests, ProblemKinds.Starting, ProblemKinds.Stopping, ProblemKinds.Overloaded, ProblemKinds.StorageUnavailable, ProblemKinds.Timeout,
    ];

    /// <summary>What it asks of those who use it. It is enforced from here.</summary>
    public required RouteAccess Access { get; init; }

    public IReadOnlyList<ParameterDescription> Parameters { get; init; } = [];

    public BodyDescription? Body { get; init; }

    /// <summary>The answers that are no problems, one at least.</summary>
    public required IReadOnlyList<AnswerDescription> Answers { get; init; }

    /// <summary>The problems that are its own.</summary>
    public IReadOnlyList<ProblemKind> Problems { get; init; } = [];

    /// <summary>False for what the process answers whether its region runs or not.</summary>
    public bool NeedsRegion { get; init; } = true;

    /// <summary>All problems that it answers.</summary>
    public IEnumerable<ProblemKind> AllProblems => Problems
        .Concat(NeedsRegion ? [ProblemKinds.UnknownParameter, .. OfRegions] : [])
        .Concat(Access.IsOpen ? [] : [ProblemKinds.Unauthenticated, ProblemKinds.Forbidden])
        .Concat(Parameters.Any(parameter => parameter.In == ParameterPlace.Query) ? [ProblemKinds.BadParameter] : [])
        .Concat(Always)
        .Distinct();
}
