using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Aspire.Hosting.Tests.Publishing;

/// <summary>The modules fit the manifest that names them: its parameters, the outputs and the secrets that it refers to.</summary>
public sealed partial class BicepModuleTests : IDisposable
{
    private readonly PublishedApplication _application = new();

    [Fact]
    public async Task A_module_declares_the_parameters_it_is_given_and_needs_no_others()
    {
        foreach (var (name, resource, module) in await PublishAllAsync())
        {
            var declared = Parameter().Matches(module).Where(static match => !match.Groups["default"].Success).Select(static match => match.Groups["name"].Value);
            var given = resource["params"]?.AsObject().Select(static parameter => parameter.Key) ?? [];
            declared.ShouldBe(given, ignoreOrder: true, name);
        }
    }

    [Fact]
    public async Task A_module_has_the_outputs_and_secrets_that_are_referred_to()
    {
        var modules = await PublishAllAsync();
        var texts = modules.ToDictionary(static module => module.Name, static module => module.Module);
        var secrets = string.Concat(texts.Values);

        var manifest = await File.ReadAllTextAsync(_application.ManifestPath);

        var outputs = OutputExpression().Matches(manifest);
        outputs.Count.ShouldBeGreaterThan(5);
        foreach (var (resource, output) in outputs.Select(static match => (match.Groups["resource"].Value, match.Groups["output"].Value)).Distinct())
        {
            texts[resource].ShouldContain($"output {output} string =");
        }

        foreach (var secret in SecretExpression().Matches(manifest).Select(static match => match.Groups["secret"].Value).Distinct())
        {
            secrets.ShouldContain($"name: '{secret}'");
        }
    }

    [Fact]
    public async Task A_password_is_a_secure_parameter_and_no_output()
    {
        var server = (await PublishAllAsync()).Single(static module => module.Name is "postgres").Module;

        server.ShouldContain("@secure()\nparam administratorLoginPassword string");
        server.Split('\n').Where(static line => line.StartsWith("output", StringComparison.Ordinal)).ShouldAllBe(static line => !line.Contains("administrator"));
    }

    [Fact]
    public async Task Braces_and_quotes_of_a_module_come_in_pairs()
    {
        foreach (var (name, _, module) in await PublishAllAsync())
        {
            module.Count(static c => c == '{').ShouldBe(module.Count(static c => c == '}'), name);
            module.Split('\n').ShouldAllBe(static line => line.Count(static c => c == '\'') % 2 == 0 || line.TrimStart().StartsWith("//", StringComparison.Ordinal), name);
        }
    }

    [Fact]
    public async Task A_resource_of_Azure_has_no_value_in_a_run()
    {
        var vault = _application.CreateBuilder().AddAzureKeyVault("credentials");

        var error = await Should.ThrowAsync<DistributedApplicationException>(
            async () => await vault.Resource.VaultUri.GetValueAsync(TestContext.Current.CancellationToken));

        error.Message.ShouldContain("ConnectionStrings__credentials");
    }

    public void Dispose() => _application.Dispose();

    private async Task<List<(string Name, JsonNode Resource, string Module)>> PublishAllAsync()
    {
        var builder = _application.Builder;
        var server = builder.AddAzurePostgresFlexibleServer("postgres").WithPasswordAuthentication();
        _application.AddService()
            .WithReference(builder.AddAzureKeyVault("credentials"))
            .WithReference(server.AddDatabase("case-data", "cases"))
            .WithReference(server.AddDatabase("files-data"))
            .WithReference(builder.AddAzureManagedRedis("cache"))
            .WithReference(builder.AddAzureStorage("file-storage").AddBlobs("files"));

        var resources = (await _application.PublishAsync())["resources"]!.AsObject();
        var modules = resources.Where(static resource => resource.Value!["type"]!.GetValue<string>() is "azure.bicep.v0").ToList();
        modules.Count.ShouldBe(9);
        return [.. modules.Select(module => (
            module.Key, module.Value!, File.ReadAllText(Path.Combine(_application.Output, module.Value!["path"]!.GetValue<string>()))))];
    }

    [GeneratedRegex(@"^param (?<name>\w+) string(?<default> =)?", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"\{(?<resource>[\w-]+)\.outputs\.(?<output>\w+)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OutputExpression();

    [GeneratedRegex(@"\.secrets\.(?<secret>[\w-]+)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SecretExpression();
}
