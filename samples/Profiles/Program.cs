using Aevrion.Samples.Profiles;

var builder = WebApplication.CreateBuilder(args);
var regions = ProfileSettings.RegionsIn(builder.Configuration);

// One client for the whole application. It uses the first region that answers, which should be the nearest one.
builder.Services.AddAevrionClient(options =>
{
    foreach (var region in regions)
        options.Urls.Add(region);
    options.AccessToken = builder.Configuration["Aevrion:Token"];
});
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton<ProfileStore>();

var application = builder.Build();
application.UseDefaultFiles();
application.UseStaticFiles();
ProfileEndpoints.Map(application);
await application.RunAsync();
