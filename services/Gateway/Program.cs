using DeploymentFlex.ServiceDefaults;
using DeploymentFlex.Services.Gateway;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("gateway");
builder.AddGateway();

var app = builder.Build();
app.MapServiceDefaults();
app.MapGateway();
return await app.RunServiceAsync(args);
