using System.Net.Http.Json;
using System.Text.Json;
using DeploymentFlex.Jobs;
using DeploymentFlex.ServiceDefaults;
using DeploymentFlex.Services.Jobs;
using DeploymentFlex.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace DeploymentFlex.Services.Tests.Jobs;

/// <summary>The jobs service on a real server, with its data in a folder of its own.</summary>
public sealed class JobsHost : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("jobs-service-");
    private readonly Dictionary<string, string?> _settings;
    private readonly Func<IJobQueue, IJobQueue> _decorate;
    private WebApplication _app = null!;

    private JobsHost(Dictionary<string, string?> settings, Func<IJobQueue, IJobQueue> decorate)
    {
        _settings = settings;
        _decorate = decorate;
    }

    public HttpClient Client { get; private set; } = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Starts the service with a handler for the type <c>test.work</c>; pauses between attempts are short.</summary>
    public static Task<JobsHost> StartAsync(Uri handler, params (string Name, string Value)[] settings) =>
        StartAsync(handler, static queue => queue, settings);

    /// <summary>Starts it with something of the test's around the queue.</summary>
    public static async Task<JobsHost> StartAsync(
        Uri handler, Func<IJobQueue, IJobQueue> decorate, params (string Name, string Value)[] settings)
    {
        var all = new Dictionary<string, string?>
        {
            ["Jobs:Handlers:test.work"] = handler.ToString(),
            ["Jobs:Backoff:Initial"] = "00:00:00.02",
            ["Jobs:Backoff:Max"] = "00:00:00.05",
        };
        foreach (var (name, value) in settings)
        {
            all[name] = value;
        }

        var host = new JobsHost(all, decorate);
        await host.StartAsync();
        return host;
    }

    /// <summary>Stops the service cleanly and starts it again on the same data.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    public async Task StopAsync()
    {
        Client.Dispose();
        await _app.StopAsync(Token);
        await _app.DisposeAsync();
    }

    /// <summary>Enqueues a job and returns its id.</summary>
    public async Task<Guid> EnqueueAsync(object? payload = null)
    {
        var id = Guid.CreateVersion7();
        using var response = await Client.PostAsJsonAsync("/internal/jobs", new { id, type = "test.work", payload = payload ?? new { } }, Token);
        response.StatusCode.ShouldBe(System.Net.HttpStatusCode.Accepted);
        return id;
    }

    /// <summary>Asks for the job until it is in the state.</summary>
    public async Task<JsonElement> WaitForAsync(Guid id, string state)
    {
        JsonElement job = default;
        await Until.TrueAsync(
            async token =>
            {
                job = await Client.GetFromJsonAsync<JsonElement>($"/internal/jobs/{id}", token);
                return job.GetProperty("state").GetString() == state;
            },
            $"the job is {state}");
        return job;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(_settings);
        builder.Configuration["Deployment:DataPath"] = _folder.FullName;
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddServiceDefaults("jobs");
        builder.AddJobs();
        builder.Services.Decorate(_decorate);
        _app = builder.Build();
        _app.MapServiceDefaults();
        _app.MapJobs();
        await _app.StartAsync(Token);

        // A body that is not wanted is not sent, however long the answer takes.
        Client = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) }) { BaseAddress = new Uri(_app.Urls.First()) };
    }
}
