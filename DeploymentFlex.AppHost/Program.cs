using DeploymentFlex.Hosting;

var builder = DistributedApplication.CreateBuilder(args);
var deployment = builder.AddDeployment();

var cache = deployment.AddCache("cache");
var data = deployment.AddDatabase("data");
var files = deployment.AddFiles("files");
var vectors = deployment.AddVectors("vectors");
var queue = deployment.AddJobQueue("queue");
var credentials = deployment.AddCredentials("credentials", data);

var jobs = builder.AddProject<Projects.DeploymentFlex_Services_Jobs>("jobs")
    .WithDeployment(deployment)
    .WithReference(credentials)
    .WithHttpEndpoint()
    .WithHttpHealthCheck("/ready")
    .WithReference(data)
    .WithReference(queue);

var cases = builder.AddProject<Projects.DeploymentFlex_Services_Cases>("cases")
    .WithDeployment(deployment)
    .WithReference(credentials)
    .WithHttpEndpoint()
    .WithHttpHealthCheck("/ready")
    .WithReference(data);

var evidence = builder.AddProject<Projects.DeploymentFlex_Services_Evidence>("evidence")
    .WithDeployment(deployment)
    .WithReference(credentials)
    .WithHttpEndpoint()
    .WithHttpHealthCheck("/ready")
    .WithReference(data)
    .WithReference(files)
    .WithReference(cases)
    .WithReference(jobs);

var knowledge = builder.AddProject<Projects.DeploymentFlex_Services_Knowledge>("knowledge")
    .WithDeployment(deployment)
    .WithReference(credentials)
    .WithHttpEndpoint()
    .WithHttpHealthCheck("/ready")
    .WithReference(data)
    .WithReference(vectors)
    .WithReference(cases)
    .WithReference(evidence);

// The work that is queued comes back to those who can do it, and what is deleted leaves the index.
jobs.WithReference(knowledge)
    .WithReference(evidence);
evidence.WithReference(knowledge);

var console = builder.AddProject<Projects.DeploymentFlex_Services_Console>("console")
    .WithDeployment(deployment)
    .WithReference(credentials)
    .WithHttpEndpoint()
    .WithHttpHealthCheck("/ready")
    .WithReference(cases)
    .WithReference(evidence)
    .WithReference(knowledge)
    .WithReference(jobs);

var gateway = builder.AddProject<Projects.DeploymentFlex_Services_Gateway>("gateway")
    .WithDeployment(deployment)
    .WithReference(credentials)
    .WithHttpEndpoint(port: deployment.GatewayPort)
    .WithExternalHttpEndpoints()
    .WithHttpHealthCheck("/ready")
    .WithReference(cache)
    .WithReference(cases)
    .WithReference(evidence)
    .WithReference(knowledge)
    .WithReference(jobs)
    .WithReference(console);

console.WithReference(gateway);

builder.Build().Run();
