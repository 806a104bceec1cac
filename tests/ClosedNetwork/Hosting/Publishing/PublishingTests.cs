using Aspire.Hosting.ApplicationModel;
using DeploymentFlex.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Tests.Publishing;

public sealed class PublishingTests : IDisposable
{
    private readonly PublishedApplication _application = new();

    [Theory]
    [InlineData("--publisher", "manifest")]
    [InlineData("--operation", "publish", "--step", "publish-manifest")]
    [InlineData("--operation", "publish", "--publisher", "manifest")]
    public async Task The_arguments_of_azd_and_of_the_Aspire_CLI_write_a_manifest(params string[] arguments)
    {
        var builder = _application.CreateBuilder([.. arguments, "--output-path", _application.ManifestPath]);
        builder.AddParameter("region");

        await builder.Build().RunAsync(TestContext.Current.CancellationToken);

        builder.ExecutionContext.IsPublishMode.ShouldBeTrue();
        (await File.ReadAllTextAsync(_application.ManifestPath)).ShouldContain("{region.inputs.value}");
    }

    [Fact]
    public async Task A_folder_as_output_gets_a_manifest_of_the_usual_name()
    {
        var builder = _application.CreateBuilder("--publisher", "manifest", "--output-path", _application.Output);

        await builder.Build().RunAsync(TestContext.Current.CancellationToken);

        File.Exists(_application.ManifestPath).ShouldBeTrue();
    }

    [Fact]
    public void Without_arguments_the_application_runs() => _application.CreateBuilder().ExecutionContext.IsRunMode.ShouldBeTrue();

    [Fact]
    public void An_unknown_operation_is_refused_with_those_that_are_known() =>
        Should.Throw<DistributedApplicationException>(() => _application.CreateBuilder("--operation", "deploy")).Message.ShouldContain("run, publish");

    [Theory]
    [InlineData("--output-path", "--publisher", "manifest")]
    [InlineData("--step", "--operation", "publish", "--step", "publish", "--output-path", "x.json")]
    public async Task What_cannot_be_published_is_told_and_the_exit_code_is_1(string wrong, params string[] arguments)
    {
        var builder = _application.CreateBuilder(arguments);
        using var messages = new MessageCollector();
        builder.Services.AddLogging(logging => logging.AddProvider(messages));
        var before = Environment.ExitCode;
        try
        {
            await builder.Build().RunAsync(TestContext.Current.CancellationToken);

            Environment.ExitCode.ShouldBe(1);
            messages.All.ShouldContain(message => message.Contains(wrong));
        }
        finally
        {
            Environment.ExitCode = before;
        }
    }

    [Fact]
    public async Task A_value_that_is_set_while_publishing_is_not_in_the_manifest()
    {
        const string value = "do-not-publish-me";
        _application.Builder.Configuration["Parameters:api-key"] = value;
        _application.Builder.Configuration["ConnectionStrings:data"] = value;
        var key = _application.Builder.AddParameter("api-key", secret: true);
        var given = _application.Builder.AddParameter("given", value, secret: true);
        _application.AddService()
            .WithReference(_application.Builder.AddConnectionString("data"))
            .WithReference(_application.Builder.AddRedis("cache", password: key))
            .WithEnvironment("KEY", $"key={key:uri};{given}");

        var manifest = await _application.PublishAsync();

        manifest.ToJsonString().ShouldNotContain(value);
        manifest["resources"]!["svc"]!["env"]!["KEY"]!.GetValue<string>().ShouldBe("key={api-key-uri-encoded.value};{given.value}");
    }

    [Fact]
    public async Task A_resource_that_is_left_out_is_not_written()
    {
        _application.Builder.AddContainer("tool", "tool").ExcludeFromManifest();

        (await _application.PublishAsync())["resources"]!.AsObject().ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_is_started_and_endpoints_have_no_address()
    {
        var service = _application.AddService();

        await _application.PublishAsync();

        service.GetEndpoint("http").IsAllocated.ShouldBeFalse();
    }

    [Fact]
    public async Task A_data_volume_lies_where_the_chosen_version_of_PostgreSQL_keeps_its_data()
    {
        _application.Builder.AddPostgres("postgres").WithImage("pgvector/pgvector", "17").WithDataVolume("data");

        var manifest = await _application.PublishAsync();

        manifest["resources"]!["postgres"]!["volumes"]![0]!["target"]!.GetValue<string>().ShouldBe("/var/lib/postgresql/data");
    }

    public void Dispose() => _application.Dispose();
}
