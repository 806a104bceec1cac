using DeploymentFlex.ServiceDefaults;
using DeploymentFlex.Services.Cases;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("cases");
builder.AddCases();

var app = builder.Build();
app.MapServiceDefaults();
app.MapCases();
return await app.RunServiceAsync(args);
