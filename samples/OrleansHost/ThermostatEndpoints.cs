using Orleans;

namespace Aevrion.Samples.OrleansHost;

/// <summary>The application's own API, beside that of the region.</summary>
internal static class ThermostatEndpoints
{
    private const int PastTargets = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPut("/thermostats/{name}", async (string name, double degrees, IGrainFactory grains) =>
            await grains.GetGrain<IThermostatGrain>(name).SetTarget(degrees) is { } target
                ? Results.Ok(target)
                : Results.Problem(
                    $"A target is {ThermostatGrain.LowestDegrees} to {ThermostatGrain.HighestDegrees} degrees.", statusCode: StatusCodes.Status400BadRequest));
        routes.MapGet("/thermostats/{name}", async (string name, IGrainFactory grains) =>
            await grains.GetGrain<IThermostatGrain>(name).GetTarget() is { } target ? Results.Ok(target) : Results.NotFound());
        routes.MapGet("/thermostats/{name}/past", (string name, IGrainFactory grains) => grains.GetGrain<IThermostatGrain>(name).GetPastTargets(PastTargets));
    }
}
