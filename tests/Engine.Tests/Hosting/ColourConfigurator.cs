using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.TestingHost;

namespace Aevrion.Engine.Tests.Hosting;

public sealed class ColourConfigurator : ISiloConfigurator
{
    public void Configure(ISiloBuilder siloBuilder) => siloBuilder.Services.AddSingleton(new Colour(siloBuilder.Configuration["Colour"]));
}
