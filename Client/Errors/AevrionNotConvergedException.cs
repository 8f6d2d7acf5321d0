namespace Aevrion.Client;

/// <summary>
/// No time is known up to which all regions are equal (status 409), so nothing can be read at <see cref="PointInTime.Converged"/> yet; the
/// message says what is missing.
/// </summary>
public sealed class AevrionNotConvergedException : AevrionException
{
    internal const string Slug = "not-converged";

    internal AevrionNotConvergedException(Problem problem)
        : base(problem)
    {
    }
}
