using DeploymentFlex.Layers.Configuration;
using DeploymentFlex.Layers.Modes;
using Microsoft.Extensions.DependencyInjection;

namespace DeploymentFlex.Layers.Tests.Core.Configuration;

public class EnvironmentAliasesTests
{
    [Theory]
    [InlineData("DEPLOYMENT_MODE=on_premises", "Deployment:Mode", "on-premises")]
    [InlineData("DEPLOYMENT_MODE=kubernetes", "Deployment:Mode", "hybrid")]
    [InlineData("DEPLOYMENT_MODE=kubernetes", "Discovery:Pattern", "kubernetes")]
    [InlineData("DEPLOYMENT_DISCOVERY=docker", "Discovery:Pattern", "docker")]
    [InlineData("K8S_NAMESPACE=prod", "Discovery:Namespace", "prod")]
    [InlineData("CREDENTIAL_SERVICE=local", "Layers:Credentials:Chain", "local")]
    [InlineData("CREDENTIAL_SERVICE=cloud_kms;KMS_ENDPOINT=https://v.vault.azure.net", "Layers:Credentials:Chain", "azure-key-vault")]
    [InlineData("CREDENTIAL_SERVICE=cloud_kms;KMS_ENDPOINT=arn:aws:kms:eu-west-1:1:key/2", "Layers:Credentials:Chain", "aws-kms")]
    [InlineData("CREDENTIAL_SERVICE=cloud_kms;KMS_ENDPOINT=https://vault:8200;KMS_API_KEY=t", "Layers:Credentials:Chain", "vault")]
    [InlineData("TELEMETRY_SERVICE=noop", "Layers:Telemetry:Chain", "none")]
    [InlineData("ENABLE_TELEMETRY=false;TELEMETRY_SERVICE=cloud", "Layers:Telemetry:Chain", "otlp,log")]
    [InlineData("TELEMETRY_ENDPOINT=http://c:4317", "Layers:Telemetry:otlp:Endpoint", "http://c:4317")]
    [InlineData("ENABLE_SSO=true", "Layers:Authentication:Chain", "sso,database")]
    [InlineData("AUTH_SERVICE=database;ENABLE_SSO=true", "Layers:Authentication:Chain", "database")]
    [InlineData("ENABLE_EXTERNAL_API=off", "Layers:ExternalApis:Chain", "noop")]
    [InlineData("REDIS_ENABLED=1", "Layers:Cache:Chain", "redis,memory")]
    [InlineData("REDIS__HOST=r1", "Layers:Cache:redis:Host", "r1")]
    [InlineData("REDIS_SENTINEL_HOSTS=a:1,b:2", "Layers:Cache:redis:SentinelHosts", "a:1,b:2")]
    [InlineData("DATABASE_URL=sqlite+aiosqlite:///data/app.db", "Layers:Data:sqlite:Path", "data")]
    [InlineData("DATABASE_URL=sqlite:////var/lib/flex", "Layers:Data:sqlite:Path", "/var/lib/flex")]
    [InlineData("DATABASE_URL=postgresql+asyncpg://u:p@h/db", "Layers:Data:postgres:Url", "postgresql://u:p@h/db")]
    [InlineData("DATABASE_URL=postgres://u:p@h/db", "Layers:Data:Chain", "postgres")]
    [InlineData("DATABASE__HOST=db1", "Layers:Data:Chain", "postgres")]
    [InlineData("STORAGE_PROVIDER=azure_blob", "Layers:Files:Chain", "azure-blob")]
    [InlineData("S3_BUCKET_NAME=b", "Layers:Files:s3:Bucket", "b")]
    [InlineData("AWS_ENDPOINT_URL_S3=http://ceph:7480", "Layers:Files:s3:Endpoint", "http://ceph:7480")]
    [InlineData("VECTOR_DB_PROVIDER=pgvector", "Layers:Vectors:Chain", "pgvector")]
    [InlineData("CIRCUIT_BREAKER_FAIL_THRESHOLD=3", "Layers:Files:Circuit:FailureThreshold", "3")]
    [InlineData("CIRCUIT_BREAKER_RESET_TIMEOUT=30", "Layers:Cache:Circuit:ProbeInterval", "00:00:30")]
    [InlineData("RATE_LIMIT_REQUESTS_PER_MINUTE=100", "Gateway:RateLimit:RequestsPerMinute", "100")]
    [InlineData("LOG_FORMAT=json", "Logging:Console:FormatterName", "json")]
    [InlineData("LOG_FORMAT=text", "Logging:Console:FormatterName", "simple")]
    [InlineData("LOG_LEVEL=WARN", "Logging:LogLevel:Default", "Warning")]
    public void A_name_of_the_environment_stands_for_a_setting(string environment, string setting, string value)
    {
        var builder = LayerHost.Create(Parse(environment)).AddLayersForTest();
        builder.Configuration[setting].ShouldBe(value);
    }

    [Theory]
    [InlineData("STORAGE_PROVIDER=ftp", "STORAGE_PROVIDER: 'ftp' is not known. Allowed: local, s3, azure-blob.")]
    [InlineData("DEPLOYMENT_MODE=prod", "DEPLOYMENT_MODE: 'prod' is not known.")]
    [InlineData("ENABLE_SSO=maybe", "ENABLE_SSO: 'maybe' is not known.")]
    [InlineData("CREDENTIAL_SERVICE=cloud_kms;KMS_ENDPOINT=nowhere", "arn:aws:kms")]
    [InlineData("DATABASE_URL=mysql://secret@h", "DATABASE_URL: must begin with sqlite: or postgresql:")]
    [InlineData("CIRCUIT_BREAKER_FAIL_THRESHOLD=0", "CIRCUIT_BREAKER_FAIL_THRESHOLD: '0' is not a whole number from 1 to 10000.")]
    [InlineData("DOTNET_RUNNING_IN_CONTAINER=true", "DEPLOYMENT_MODE: is not set")]
    public void A_value_that_is_not_allowed_is_named_with_those_that_are(string environment, string message)
    {
        var error = Should.Throw<SettingsException>(() => LayerHost.Create(Parse(environment)).AddLayersForTest());
        error.Message.ShouldContain(message);
        error.Message.ShouldNotContain("secret");
    }

    [Fact]
    public void A_setting_wins_over_a_name_of_the_environment()
    {
        var builder = LayerHost.Create(("STORAGE_PROVIDER", "s3"), ("Layers:Files:Chain", "local")).AddLayersForTest();
        builder.Configuration["Layers:Files:Chain"].ShouldBe("local");
    }

    [Fact]
    public void Several_problems_are_said_at_once()
    {
        var error = Should.Throw<SettingsException>(() =>
            LayerHost.Create(("STORAGE_PROVIDER", "ftp"), ("REDIS_MODE", "cluster")).AddLayersForTest());
        error.Message.ShouldContain("STORAGE_PROVIDER");
        error.Message.ShouldContain("REDIS_MODE");
    }

    [Fact]
    public void Names_that_have_no_effect_are_answered_with_what_to_use()
    {
        var builder = LayerHost.Create(("MONGODB_ENABLED", "true"), ("PROXY_RELOAD", "true")).AddLayersForTest();
        var notes = builder.Services.BuildServiceProvider().GetRequiredService<DeploymentNotes>().Notes;
        notes.ShouldContain(note => note.Contains("DATABASE_URL"));
        notes.ShouldContain(note => note.Contains("--watch"));
    }

    [Fact]
    public void A_dot_env_file_ranks_below_the_environment_and_is_read_in_development_alone()
    {
        var folder = Directory.CreateTempSubdirectory("flex-env-").FullName;
        File.WriteAllText(Path.Combine(folder, ".env"), "# comment\nSTORAGE_PROVIDER=s3\nLayers__Cache__memory__MaxBytes=\"2000000\"\n");
        try
        {
            var development = LayerHost.Create(folder).AddLayersForTest();
            development.Configuration["Layers:Files:Chain"].ShouldBe("s3");
            development.Configuration["Layers:Cache:memory:MaxBytes"].ShouldBe("2000000");

            var environmentWins = LayerHost.Create(folder, ("STORAGE_PROVIDER", "local")).AddLayersForTest();
            environmentWins.Configuration["Layers:Files:Chain"].ShouldBe("local");

            var strict = LayerHost.Create(folder, ("DEPLOYMENT_MODE", "saas")).AddLayersForTest();
            strict.Configuration["Layers:Files:Chain"].ShouldBeNull();
            strict.Services.BuildServiceProvider().GetRequiredService<DeploymentNotes>().Notes.ShouldContain(note => note.Contains(".env"));
            strict.Services.BuildServiceProvider().GetRequiredService<DeploymentOptions>().Mode.ShouldBe(DeploymentMode.Saas);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static (string Name, string Value)[] Parse(string environment) =>
        [.. environment.Split(';').Select(static item => item.Split('=', 2)).Select(static pair => (pair[0], pair[1]))];
}
