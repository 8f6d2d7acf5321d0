namespace Aevrion.Client;

/// <summary>An Aevrion region refused a request, or none could be asked. Each kind of refusal has a type of its own below this one.</summary>
public class AevrionException : Exception
{
    public AevrionException(string message, Exception? innerException = null)
        : base(message, innerException) => Detail = message;

    internal AevrionException(Problem problem, Exception? innerException = null)
        : base(problem.Detail, innerException)
    {
        Type = problem.Type;
        Status = problem.Status;
        Detail = problem.Detail;
    }

    /// <summary>The problem's stable type, <c>urn:aevrion:problem:…</c>; null when the answer did not come from Aevrion.</summary>
    public string? Type { get; }

    /// <summary>The HTTP status, or the one the region would have answered where the client refused by itself; 0 without an answer.</summary>
    public int Status { get; }

    /// <summary>What is wrong, for a person to read.</summary>
    public string Detail { get; }
}
