using System.Diagnostics;

namespace Aevrion.Silo.Telemetry;

/// <summary>A request that is under way.</summary>
/// <param name="Started">When it came, by the silo's clock of intervals.</param>
/// <param name="Activity">Its activity; null when it is not traced.</param>
internal readonly record struct RequestMeasurement(long Started, Activity? Activity)
{
    /// <summary>Goes back to what was current before the request, for whoever goes on while it is under way.</summary>
    public void Leave()
    {
        if (Activity is { } activity && ReferenceEquals(System.Diagnostics.Activity.Current, activity))
            System.Diagnostics.Activity.Current = activity.Parent;
    }
}
