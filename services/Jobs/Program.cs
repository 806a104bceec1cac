using DeploymentFlex.ServiceDefaults;
using DeploymentFlex.Services.Jobs;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("jobs");
builder.AddJobs();

var app = builder.Build();
app.MapServiceDefaults();
app.MapJobs();
return await app.RunServiceAsync(args);
