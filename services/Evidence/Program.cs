using DeploymentFlex.ServiceDefaults;
using DeploymentFlex.Services.Evidence;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("evidence");
builder.AddEvidence();

var app = builder.Build();
app.MapServiceDefaults();
app.MapEvidence();
return await app.RunServiceAsync(args);
