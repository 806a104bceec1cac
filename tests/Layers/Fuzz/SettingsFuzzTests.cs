using DeploymentFlex.Cache;
using DeploymentFlex.Layers.Configuration;
using DeploymentFlex.Layers.Tests.Core;
using FsCheck;
using Microsoft.Extensions.DependencyInjection;

namespace DeploymentFlex.Layers.Tests.Fuzz;

/// <summary>Whatever settings say, there is a value or an error that names them; never another exception.</summary>
public sealed class SettingsFuzzTests : IDisposable
{
    private static readonly string[] s_names =
    [
        "Layers:Cache:Chain", "Layers:Cache:Required", "Layers:Cache:AttemptTimeout", "Layers:Cache:MaxDuration", "Layers:Cache:AllowWeaker",
        "Layers:Cache:Circuit:FailureThreshold", "Layers:Cache:Circuit:ProbeInterval", "Layers:Cache:memory:MaxBytes", "Layers:Cache:redis:Port",
        "Layers:Cache:redis:MasterNetworks", "Deployment:Mode", "Deployment:DataPath", "REDIS_URL", "REDIS_PORT", "REDIS_MODE", "DATABASE_URL",
        "DEPLOYMENT_MODE", "KMS_ENDPOINT", "CREDENTIAL_SERVICE", "ENABLE_CLOUD_KMS", "CIRCUIT_BREAKER_RESET_TIMEOUT", "LOG_LEVEL",
    ];

    private static readonly string[] s_values =
    [
        "", "redis", "memory,redis", "sqlite:", "postgresql://", "postgresql", "redis://:@", "-1", "1e9", "00:00:01", "99999.00:00:00", "true", "cloud-kms", "hybrid", "\0",
    ];

    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Settings_bind_or_are_refused_by_name() => Fuzzing.Run<(int Name, int Value, NonNull<string> Text, int Other)[]>(choices =>
    {
        var settings = choices.Select(static choice => (Of(s_names, choice.Name), choice.Other % 2 == 0 ? Of(s_values, choice.Value) : choice.Text.Get)).ToArray();
        try
        {
            var builder = LayerHost.Create([("Layers:Cache:redis:Url", "redis://127.0.0.1:1"), .. settings]).AddLayersForTest();
            builder.Services.AddMetrics();
            builder.Services.AddLogging();
            builder.AddCache();
            var services = builder.Services.BuildServiceProvider();
            try
            {
                services.GetRequiredService<LayerChains>().Build();
                services.GetRequiredService<SettingsSpelling>().Find().ShouldNotBeNull();
            }
            finally
            {
                services.DisposeAsync().AsTask().GetAwaiter().GetResult();
            }
        }
        catch (SettingsException error)
        {
            error.Message.ShouldNotBeNullOrWhiteSpace();
        }
    });

    [Fact]
    public void A_dotenv_file_is_read_or_refused_without_its_values()
    {
        var read = 0;
        Fuzzing.Run<(bool IsOpen, (int Shape, NonNull<string> Text)[] Lines)>(file =>
        {
            var lines = file.Lines.Select(static (line, number) => Line(line.Shape, number, line.Text.Get));
            File.WriteAllText(_file, (file.IsOpen ? "SECRET='CANARY\n" : "SECRET='CANARY'\n") + string.Join('\n', lines));
            try
            {
                DotEnvFile.Read(_file).Keys.ShouldAllBe(static name => name.Length > 0);
                read++;
            }
            catch (SettingsException error)
            {
                error.Message.ShouldNotContain("CANARY");
            }
        });
        read.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void A_dotenv_file_gives_what_it_says() => Fuzzing.Run<NonNull<string>[]>(texts =>
    {
        // What is no letter and no digit has a meaning somewhere.
        var values = texts.Select(static text => string.Concat(text.Get.Where(char.IsAsciiLetterOrDigit))).ToList();
        File.WriteAllText(_file, string.Join('\n', values.Select(static (value, number) => number % 2 == 0 ? $"N{number}={value}" : $"# {value}\n\nN{number}='{value} {value}'")));
        var read = DotEnvFile.Read(_file);
        foreach (var (number, value) in values.Index())
        {
            (read[$"N{number}"] ?? "").ShouldBe(number % 2 == 0 ? value : $"{value} {value}");
        }
    });

    private static string Line(int shape, int number, string text) => ((uint)shape % 6) switch
    {
        0 => text,
        1 => $"N{number}={text}",
        2 => $"N{number}=\"{text}\"",
        3 => $"export N__{number}='{text}'",
        4 => $"# {text}",
        _ => $"N{number}=plain",
    };

    private static string Of(string[] choices, int index) => choices[(int)((uint)index % (uint)choices.Length)];
}
