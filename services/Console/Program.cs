using DeploymentFlex.ServiceDefaults;
using DeploymentFlex.Services.Console;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("console");
builder.AddConsole();

var app = builder.Build();
app.MapServiceDefaults();
app.MapConsole();
return await app.RunServiceAsync(args);
