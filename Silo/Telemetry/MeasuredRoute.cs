namespace Aevrion.Silo.Telemetry;

/// <summary>A route as it is measured: all requests for it are one, whatever their keys.</summary>
/// <param name="Method">Its method; GET stands for HEAD as well.</param>
/// <param name="Path">Its path, with names in braces; empty for whatever is no route.</param>
/// <param name="Kind">What requests for it are about.</param>
internal sealed record MeasuredRoute(string Method, string Path, RequestKind Kind);
