using System.Security.Cryptography;
using System.Text;
using DeploymentFlex.TestSupport;

namespace DeploymentFlex.System.Tests.Modes;

/// <summary>
/// A secret in the database that a setting of the whole deployment names: every service uses it, and it is in nothing that
/// they or the AppHost print, serve, write in clear or hand to their children.
/// </summary>
public sealed class SecretTests : IDisposable
{
    private const string Canary = "CANARY-5b0e7a91";
    private const string Reference = "secret://flex/management";

    private static readonly string[] s_services = ["Gateway", "Cases", "Evidence", "Knowledge", "Jobs", "Console"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("flex-secret-");
    private readonly List<string> _said = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task One_secret_serves_every_service_and_shows_nowhere()
    {
        await using var redis = new RedisServer();
        await using var postgres = new PostgresServer();
        await redis.StartAsync(Token);
        await postgres.StartAsync(Token);
        var variables = Settings(redis, postgres);
        (await RunAsync(variables, "Knowledge", Canary, "secret", "set", "flex/management")).ShouldBe(0);
        await using (var system = await ModeSystem.StartAsync([.. variables.Select(static item => (item.Key, item.Value))]))
        {
            await UseAsync(system);
            foreach (var service in s_services)
            {
                await RunAsync(variables, service, input: null, "doctor", "--json");
                _said[^1].ShouldContain("KeyRouter:Key", customMessage: "the doctor says that nobody has it");
            }

            var manifest = Path.Combine(_folder.FullName, "manifest.json");
            var (code, said) = await ServiceProgram.RunAsync(
                Repository.AppHost, Repository.Root, variables, input: null, ["--publisher", "manifest", "--output-path", manifest, "--mode", "on-premises"]);
            code.ShouldBe(0, said);
            _said.AddRange([said, await File.ReadAllTextAsync(manifest, Token)]);
            Processes().Count(static text => text.Contains(Reference, StringComparison.Ordinal)).ShouldBeGreaterThan(s_services.Length, "the AppHost and its services were looked at");
            _said.AddRange(Processes());

            await postgres.KillAsync();
            await ProvokeAsync(system);
            (await RunAsync(variables, "Knowledge", input: null, "secret", "list")).ShouldNotBe(0);
            (await RunAsync(variables, "Gateway", input: null, "doctor", "--json")).ShouldNotBe(0);
            _said.Add(system.Output);
            _said.AddRange(Files(system.Folder));
        }

        _said.AddRange(Files(_folder.FullName));
        _said.Where(static text => text.Contains(Canary, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private Dictionary<string, string> Settings(RedisServer redis, PostgresServer postgres)
    {
        var key = Path.Combine(_folder.FullName, "master.key");
        File.WriteAllText(key, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["DEPLOYMENT_MODE"] = "on-premises",
            ["ConnectionStrings__cache"] = $"127.0.0.1:{redis.Port},password={RedisServer.Password}",
            ["ConnectionStrings__data"] = postgres.ConnectionString,
            ["VECTOR_DB_PROVIDER"] = "embedded",
            ["Realize__Vectors"] = "embedded",
            ["Layers__Credentials__database__KeyFile"] = key,
            ["Deployment__DataPath"] = _folder.FullName,
            ["Management__ApiKey"] = Reference,

            // Nobody of these reads it, and nobody has it.
            ["KeyRouter__Key"] = "secret://flex/missing",
        };
        foreach (var category in new[] { "Default", "Microsoft.AspNetCore", "Microsoft.EntityFrameworkCore", "Microsoft.Hosting.Lifetime", "System.Net.Http", "Yarp", "Polly" })
        {
            settings[$"Logging__LogLevel__{category}"] = "Trace";
        }

        return settings;
    }

    /// <summary>The key opens the details of each service's health, and another does not.</summary>
    private async Task UseAsync(ModeSystem system)
    {
        foreach (var service in s_services)
        {
            (await AskAsync(system, HttpMethod.Get, AddressOf(system, service, "/health"), Canary)).ShouldContain("\"chain\"");
            (await AskAsync(system, HttpMethod.Get, AddressOf(system, service, "/health"), "another")).ShouldNotContain("\"chain\"");
            await AskAsync(system, HttpMethod.Get, AddressOf(system, service, "/metrics"), Canary);
        }
    }

    private async Task ProvokeAsync(ModeSystem system)
    {
        foreach (var path in new[] { "/api/cases", "/api/evidence/none/content", "/api/nothing", "/console", "/api/search" })
        {
            await AskAsync(system, HttpMethod.Get, new Uri(path, UriKind.Relative), Canary);
            await AskAsync(system, HttpMethod.Post, new Uri(path, UriKind.Relative), Canary);
        }
    }

    private async Task<string> AskAsync(ModeSystem system, HttpMethod method, Uri address, string key)
    {
        using var request = new HttpRequestMessage(method, address);
        request.Headers.Add("X-Management-Key", key);
        request.Content = method == HttpMethod.Post ? new StringContent("{", Encoding.UTF8, "application/json") : null;
        using var response = await system.Client.SendAsync(request, Token);
        _said.Add($"{response.StatusCode} {response.Headers} {await response.Content.ReadAsStringAsync(Token)}");
        return _said[^1];
    }

    private async Task<int> RunAsync(Dictionary<string, string> variables, string service, string? input, params string[] verb)
    {
        var (code, said) = await ServiceProgram.RunAsync(service, variables, input, verb);
        _said.Add(said);
        return code;
    }

    private static Uri AddressOf(ModeSystem system, string service, string path) =>
        new(new Uri(system.Resource(service.ToLowerInvariant()).GetProperty("urls")[0].GetString()!), path);

    private static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(static path => Read(path));

    /// <summary>The command line and the variables of every process that may be looked at.</summary>
    private static IEnumerable<string> Processes() =>
        Directory.EnumerateDirectories("/proc").Where(static folder => char.IsAsciiDigit(Path.GetFileName(folder)[0])).Select(static folder =>
            Read(Path.Combine(folder, "cmdline")) + Read(Path.Combine(folder, "environ")));

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path, Encoding.Latin1);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The process has ended, or is another account's; a file was replaced meanwhile.
            return string.Empty;
        }
    }
}
