using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Tests;

public sealed class LaunchProfileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("launch-profile-test-");
    private readonly IDistributedApplicationBuilder _builder = DistributedApplication.CreateBuilder();

    public LaunchProfileTests() => Write("""
        {
          // The first one that starts the project is the usual one.
          "profiles": {
            "web server": { "commandName": "IISExpress", "applicationUrl": "http://localhost:1" },
            "usual": {
              "commandName": "Project",
              "applicationUrl": "https://localhost:7001;http://localhost:5001;http://*:5002",
              "environmentVariables": { "COLOUR": "green" },
            },
            "other": { "commandName": "Project", "applicationUrl": "http://localhost:5003" }
          }
        }
        """);

    private string Project => Path.Combine(_folder.FullName, "Service.csproj");

    [Fact]
    public async Task The_first_profile_gives_endpoints_and_variables()
    {
        var service = _builder.AddProject("service", Project);

        PortsOf(service).ShouldBe([("https", 7001), ("http", 5001), ("http2", 5002)]);
        (await VariablesOf(service))["COLOUR"].ShouldBe("green");
    }

    [Fact]
    public void Another_profile_can_be_named() => PortsOf(_builder.AddProject("service", Project, "other")).ShouldBe([("http", 5003)]);

    [Fact]
    public async Task A_variable_that_the_AppHost_sets_stands_before_the_profiles()
    {
        var service = _builder.AddProject("service", Project).WithEnvironment("COLOUR", "red");

        (await VariablesOf(service))["COLOUR"].ShouldBe("red");
    }

    [Fact]
    public void Null_takes_no_profile() => PortsOf(_builder.AddProject("service", Project, launchProfileName: null)).ShouldBeEmpty();

    [Fact]
    public void A_profile_that_is_not_there_is_named() =>
        Should.Throw<DistributedApplicationException>(() => _builder.AddProject("service", Project, "otehr")).Message.ShouldContain("otehr");

    [Fact]
    public void An_endpoint_of_a_profile_is_changed_and_not_added_again()
    {
        var service = _builder.AddProject("service", Project, "other").WithHttpEndpoint(port: 6000);

        PortsOf(service).ShouldBe([("http", 6000)]);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static IEnumerable<(string, int?)> PortsOf(IResourceBuilder<ProjectResource> service) =>
        service.Resource.Annotations.OfType<EndpointAnnotation>().Select(static endpoint => (endpoint.Name, endpoint.Port));

    private static async Task<Dictionary<string, object>> VariablesOf(IResourceBuilder<ProjectResource> service)
    {
        var context = new EnvironmentCallbackContext(new DistributedApplicationExecutionContext(DistributedApplicationOperation.Run), service.Resource);
        foreach (var annotation in service.Resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
        {
            await annotation.Callback(context);
        }

        return context.EnvironmentVariables;
    }

    private void Write(string settings)
    {
        var properties = _folder.CreateSubdirectory("Properties");
        File.WriteAllText(Path.Combine(properties.FullName, "launchSettings.json"), settings);
    }
}
