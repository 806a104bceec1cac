using System.Net;
using DeploymentFlex.Services.Evidence;
using DeploymentFlex.TestSupport;
using static DeploymentFlex.Services.Tests.HttpAnswers;

namespace DeploymentFlex.Services.Tests.Evidence;

/// <summary>Uploads while the bucket of the deployment does not answer.</summary>
public sealed class SpoolTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("deploymentflex-spool-");
    private Peers _peers = null!;

    public async ValueTask InitializeAsync() => _peers = await Peers.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _peers.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task An_upload_is_accepted_into_the_spool_and_says_so()
    {
        await using var host = await StartAsync(new("Layers:Files:Spool:Path", "spool"), new("Layers:Files:Spool:Durable", "true"));

        using var response = await PostAsync(host);
        await response.ReadAsync(HttpStatusCode.Accepted);
        using var content = await host.Http.GetAsync(Path($"{response.Headers.Location}/content"));

        response.Headers.GetValues("X-Degraded").ShouldHaveSingleItem().ShouldContain("files=spool");
        (await content.Content.ReadAsStringAsync()).ShouldBe("a line");
        content.Headers.GetValues("X-Degraded").ShouldHaveSingleItem().ShouldContain("files=spool");
    }

    [Fact]
    public async Task Without_a_spool_it_is_put_off()
    {
        await using var host = await StartAsync();

        using var response = await PostAsync(host);

        (await response.ReadProblemAsync(503)).ShouldContain("files");
        response.Headers.RetryAfter.ShouldNotBeNull();
    }

    private Task<HttpResponseMessage> PostAsync(ServiceHost host) =>
        host.Http.PostAsync(Path($"/api/cases/{_peers.NewCase()}/evidence?name=a.log"), new ByteArrayContent("a line"u8.ToArray()));

    private Task<ServiceHost> StartAsync(params KeyValuePair<string, string?>[] settings) => ServiceHost.StartAsync(
        "evidence",
        _folder.FullName,
        static builder => builder.AddEvidence(),
        static endpoints => endpoints.MapEvidence(),
        replace: null,
        [
            new("services:cases:http:0", _peers.Address.ToString()),
            new("services:knowledge:http:0", _peers.Address.ToString()),
            new("services:jobs:http:0", _peers.Address.ToString()),
            new("Layers:Files:Chain", "s3"),
            new("Layers:Files:s3:Endpoint", $"http://127.0.0.1:{FreePort.Next()}"),
            new("Layers:Files:s3:Bucket", "evidence"),
            new("Layers:Files:s3:AccessKeyId", "nobody"),
            new("Layers:Files:s3:SecretAccessKey", "kept-in-a-file"),
            .. settings,
        ]);
}
