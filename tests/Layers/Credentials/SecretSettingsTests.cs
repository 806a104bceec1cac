using DeploymentFlex.Cache;
using DeploymentFlex.Credentials;
using DeploymentFlex.Credentials.Settings;
using DeploymentFlex.Layers.Configuration;
using DeploymentFlex.Layers.Doctor;
using DeploymentFlex.Layers.Modes;
using DeploymentFlex.Layers.Tests.Core;
using DeploymentFlex.Layers.Tests.Data;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DeploymentFlex.Layers.Tests.Credentials;

/// <summary>Settings that name a credential, and the verb that puts it in.</summary>
public sealed class SecretSettingsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("local")]
    [InlineData("database")]
    public async Task A_setting_that_names_a_credential_has_its_value_before_anything_starts(string provider)
    {
        (string, string)[] chain = [("Layers:Credentials:Chain", provider), ("Layers:Data:Chain", "sqlite"), ("Layers:Data:sqlite:Path", _folder.Path)];
        (await RunAsync(Create(chain), "CANARY-value\n", "set", "knowledge/openai")).ShouldBe((0, "knowledge/openai: version 1 is set"));

        var builder = Create([.. chain, ("Knowledge:OpenAi:ApiKey", "secret://knowledge/openai"), ("REDIS__PASSWORD", "secret://knowledge/openai")]);

        builder.Configuration["Knowledge:OpenAi:ApiKey"].ShouldBe("CANARY-value");
        builder.Configuration["Layers:Cache:redis:Password"].ShouldBe("CANARY-value");
        await using var services = builder.Services.BuildServiceProvider();
        await services.GetRequiredService<LayerStartup>().CheckAsync(Token);
    }

    [Theory]
    [InlineData("A:Key", "secret://n/missing", "A:Key: there is no credential secret://n/missing. Put it in with './flex secret set n/missing'")]
    [InlineData("A:Key", "secret://missing", "A:Key: 'secret://missing' does not name a credential")]
    [InlineData("Layers:Credentials:local:KeyFile", "secret://n/a", "Layers:Credentials:local:KeyFile: cannot be a secret:// itself")]
    public async Task What_cannot_be_had_stops_the_start_with_the_setting_and_the_next_step(string setting, string value, string message)
    {
        var builder = Create((setting, value));
        builder.Configuration[setting].ShouldBeNull();
        await using var services = builder.Services.BuildServiceProvider();
        var error = await Should.ThrowAsync<SettingsException>(() => services.GetRequiredService<LayerStartup>().CheckAsync(Token));
        error.Message.ShouldContain(message);
    }

    [Theory]
    [InlineData("Layers:Vectors:qdrant:ApiKey")]
    [InlineData("ConnectionStrings:cache")]
    [InlineData("Knowledge:OpenAi:ApiKey")]
    [InlineData("REDIS__PASSWORD")]
    public async Task What_another_service_reads_is_a_note_to_this_one(string setting)
    {
        var builder = Create((setting, "secret://n/missing"));
        await using var services = builder.Services.BuildServiceProvider();
        await services.GetRequiredService<LayerStartup>().CheckAsync(Token);

        var notes = services.GetRequiredService<LayerChains>().Notes.ToList();
        notes.ShouldContain(note => note.StartsWith(setting.Replace("__", ":"), StringComparison.Ordinal));
        notes.ShouldAllBe(static note => note.EndsWith("This service does not read it, and goes without."));
    }

    [Theory]
    [InlineData("Layers:Cache:Circuit:FailureThreshold", "a number")]
    [InlineData("Layers:Cache:AttemptTimeout", "a time")]
    [InlineData("Layers:Cache:Required", "yes or no")]
    [InlineData("Layers:Cache:Chain", "a provider's name")]
    [InlineData("Deployment:Mode", "one of a few words")]
    public async Task What_a_credential_was_put_in_the_place_of_shows_in_nothing_that_tells_of_settings(string setting, string what)
    {
        await RunAsync(Create(), "CANARY-value", "set", "n/a");
        var said = new StringWriter();
        try
        {
            var builder = Create((setting, "secret://n/a"));
            builder.Services.AddLogging();
            builder.AddCache();
            await using var services = builder.Services.BuildServiceProvider();
            await services.GetServices<IServiceVerb>().OfType<DoctorVerb>().Single().RunAsync(["--json"], said, Token);
            await services.GetRequiredService<LayerStartup>().CheckAsync(Token);
        }
        catch (SettingsException error)
        {
            await said.WriteLineAsync(error.ToString());
        }

        said.ToString().ShouldNotContain("CANARY", customMessage: what);
    }

    [Fact]
    public async Task A_database_that_nobody_put_a_secret_in_yet_is_said_to_have_none()
    {
        var key = Path.Combine(_folder.Path, "master.key");
        await File.WriteAllTextAsync(key, Convert.ToBase64String(new byte[32]), Token);
        var builder = Create(
            ("Deployment:Mode", "hybrid"), ("Layers:Credentials:Chain", "database"), ("Layers:Credentials:database:KeyFile", key),
            ("Layers:Data:Chain", "sqlite"), ("Layers:Data:sqlite:Path", _folder.Path), ("A:Key", "secret://n/a"));
        await using var services = builder.Services.BuildServiceProvider();
        var error = await Should.ThrowAsync<SettingsException>(() => services.GetRequiredService<LayerStartup>().CheckAsync(Token));
        error.Message.ShouldStartWith("A:Key: there is no credential secret://n/a. Put it in with");
    }

    [Fact]
    public async Task A_layer_whose_own_settings_are_wrong_is_said_with_the_setting_that_needs_it()
    {
        var builder = Create(("Layers:Credentials:Chain", "valut"), ("A:Key", "secret://n/a"));
        await using var services = builder.Services.BuildServiceProvider();
        var error = await Should.ThrowAsync<SettingsException>(() => services.GetRequiredService<LayerStartup>().CheckAsync(Token));
        error.Message.ShouldStartWith("A:Key: secret://n/a could not be read: Layers:Credentials:Chain: there is no provider named 'valut'");
    }

    [Fact]
    public async Task An_env_file_may_name_credentials_as_well()
    {
        await RunAsync(Create(), "CANARY-value", "set", "n/a");
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, ".env"), "A__Key=secret://n/a\n", Token);
        var builder = LayerHost.Create(_folder.Path, ("Deployment:DataPath", _folder.Path)).AddLayersForTest();
        builder.Configuration["A:Key"].ShouldBe("CANARY-value");
    }

    [Fact]
    public async Task The_verb_lists_deletes_recovers_and_rotates_and_prints_no_secret()
    {
        var builder = Create();
        var said = new List<string>();
        foreach (var words in new[] { "set n/a", "set n/a", "set m/b", "list", "list n", "versions n/a", "delete n/a", "versions n/a", "recover n/a", "rotate", "rewrap" })
        {
            var (code, text) = await RunAsync(builder, "CANARY", words.Split(' '));
            code.ShouldBe(0, words);
            said.Add(text);
        }

        said[3].ShouldContain("m/b  version 1");
        said[3].ShouldContain("n/a  version 2");
        said[4].ShouldNotContain("m/b");
        said[7].ShouldContain("deleted");
        said[9].ShouldBe("3 encrypted anew with a new data key");
        string.Join('\n', said).ShouldNotContain("CANARY");
        (await RunAsync(builder, "", "delete", "n/none")).ShouldBe((1, "n/none: there is none"));
        await Should.ThrowAsync<VerbUsageException>(() => RunAsync(builder, "", "set", "n/a"));
        await Should.ThrowAsync<VerbUsageException>(() => RunAsync(builder, "x", "print", "n/a"));
    }

    private HostApplicationBuilder Create(params (string Name, string Value)[] settings) =>
        LayerHost.Create([("Deployment:DataPath", _folder.Path), .. settings]).AddLayersForTest();

    private static async Task<(int Code, string Said)> RunAsync(HostApplicationBuilder builder, string input, params string[] words)
    {
        var deployment = new DeploymentOptions { Service = "test", DataPath = builder.Configuration["Deployment:DataPath"]! };
        var verb = new SecretVerb(builder.Configuration, builder.Environment, deployment) { Input = new StringReader(input) };
        var output = new StringWriter();
        var code = await verb.RunAsync(words, output, Token);
        return (code, output.ToString().TrimEnd());
    }
}
