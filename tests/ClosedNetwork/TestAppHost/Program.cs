using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

// An AppHost of two services, for tests that end it from outside. Arguments: the service's project, a folder, a port.
var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = args, DisableDashboard = true });
var first = AddService("first", port: null);
AddService("second", int.Parse(args[2])).WithReference(first);
builder.Build().Run();

IResourceBuilder<ProjectResource> AddService(string name, int? port) => builder.AddProject(name, args[0])
    .WithHttpEndpoint(port: port)
    .WithHttpHealthCheck("/ready")
    .WithEnvironment("TEST_NAME", name)
    .WithEnvironment("TEST_FOLDER", args[1])
    .WithEnvironment("TEST_SPAWN", "sleep");
