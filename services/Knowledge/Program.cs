using DeploymentFlex.ServiceDefaults;
using DeploymentFlex.Services.Knowledge;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("knowledge");
builder.AddKnowledge();

var app = builder.Build();
app.MapServiceDefaults();
app.MapKnowledge();
return await app.RunServiceAsync(args);
