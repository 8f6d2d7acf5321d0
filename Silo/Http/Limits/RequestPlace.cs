namespace Aevrion.Silo.Http.Limits;

/// <summary>The place that a request takes among those under way.</summary>
/// <param name="IsCounted">False for what is not limited.</param>
/// <param name="Client">What its client uses; null when clients have no limit of their own.</param>
internal readonly record struct RequestPlace(bool IsCounted, ClientUsage? Client);
