using Aspire.Hosting;

// An AppHost of two services, for tests that end it from outside. Arguments: the service's project, a folder, a port.
var builder = DistributedApplication.CreateBuilder(args);
foreach (var (name, port) in new (string, int?)[] { ("first", null), ("second", int.Parse(args[2])) })
{
    builder.AddProject(name, args[0])
        .WithHttpEndpoint(port: port)
        .WithHttpHealthCheck("/ready")
        .WithEnvironment("TEST_NAME", name)
        .WithEnvironment("TEST_FOLDER", args[1])
        .WithEnvironment("TEST_SPAWN", "sleep");
}

builder.Build().Run();
