using System.Net;
using System.Text;
using System.Text.Json;
using DeploymentFlex.Data;
using DeploymentFlex.Files;
using DeploymentFlex.Services.Evidence;
using DeploymentFlex.Services.Evidence.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static DeploymentFlex.Services.Tests.HttpAnswers;

namespace DeploymentFlex.Services.Tests.Evidence;

/// <summary>The evidence service with its peers, for the tests of one class.</summary>
public sealed class EvidenceFixture : IAsyncLifetime
{
    public const int MaxBytes = 16 * 1024 * 1024;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("deploymentflex-evidence-");
    private ServiceHost? _host;
    private Peers? _peers;

    public HttpClient Http => _host!.Http;

    public Uri Address => _host!.Address;

    public Peers Peers => _peers!;

    internal IServiceProvider Services => _host!.Services;

    internal FaultyFiles Files => (FaultyFiles)Services.GetRequiredService<IFileStore>();

    internal FaultyDatabase Faults => (FaultyDatabase)Services.GetRequiredService<IDatabase<EvidenceDbContext>>();

    public async ValueTask InitializeAsync()
    {
        _peers = await Peers.StartAsync();
        _host = await ServiceHost.StartAsync(
            "evidence",
            _folder.FullName,
            static builder => builder.AddEvidence(),
            static endpoints => endpoints.MapEvidence(),
            static services => services
                .Decorate<IFileStore>(static inner => new FaultyFiles(inner))
                .Decorate<IDatabase<EvidenceDbContext>>(static inner => new FaultyDatabase(inner)),
            new("services:cases:http:0", _peers.Address.ToString()),
            new("services:knowledge:http:0", _peers.Address.ToString()),
            new("services:jobs:http:0", _peers.Address.ToString()),
            new("Layers:Data:Outbox:PollInterval", "00:00:00.050"),
            new("Evidence:MaxBytes", $"{MaxBytes}"));
    }

    public async ValueTask DisposeAsync()
    {
        await _host!.DisposeAsync();
        await _peers!.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    public Task<HttpResponseMessage> PostAsync(Guid caseId, string name, byte[] content) =>
        Http.PostAsync(Path($"/api/cases/{caseId}/evidence?name={Uri.EscapeDataString(name)}"), new ByteArrayContent(content));

    /// <summary>Uploads to a case of its own, and returns the id.</summary>
    public async Task<Guid> UploadAsync(byte[] content, string name = "app.log")
    {
        using var response = await PostAsync(Peers.NewCase(), name, content);
        return (await response.ReadAsync(HttpStatusCode.Created)).GetProperty("id").GetGuid();
    }

    public Task<Guid> UploadAsync(string content) => UploadAsync(Encoding.UTF8.GetBytes(content));

    public async Task<JsonElement> GetAsync(string path)
    {
        using var response = await Http.GetAsync(Path(path));
        return await response.ReadAsync(HttpStatusCode.OK);
    }

    /// <summary>How many files are stored, and how many records there are, of any case.</summary>
    public async Task<(int Files, int Records)> CountAsync()
    {
        var files = await Files.ListAsync(null, null, 1000, CancellationToken.None);
        var records = await Faults.ReadAsync((context, token) => context.Evidence.CountAsync(token), CancellationToken.None);
        return (files.Files.Count, records);
    }
}
