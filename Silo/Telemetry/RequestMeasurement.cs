namespace Aevrion.Silo.Telemetry;

/// <summary>A request that is under way.</summary>
/// <param name="Started">When it came, by the silo's clock of intervals.</param>
internal readonly record struct RequestMeasurement(long Started);
