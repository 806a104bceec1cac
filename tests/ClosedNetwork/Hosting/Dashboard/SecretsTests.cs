using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard;

namespace Aspire.Hosting.Tests.Dashboard;

public sealed class SecretsTests
{
    [Theory]
    [InlineData("API_KEY", "abc")]
    [InlineData("Credentials__MasterKey", "abc")]
    [InlineData("PGPASSWORD", "abc")]
    [InlineData("AWS_SECRET_ACCESS_KEY", "abc")]
    [InlineData("VAULT__TOKEN", "abc")]
    [InlineData("SSO_CLIENT_SECRET", "abc")]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", "x-otlp-api-key=abc")]
    [InlineData("ConnectionStrings__data", "Host=localhost;Username=app;Password=abc")]
    [InlineData("ConnectionStrings__cache", "localhost:6379,password=abc")]
    [InlineData("DATABASE_URL", "postgresql://app:abc@localhost/data")]
    [InlineData("REDIS_URL", "redis://:abc@localhost:6379")]
    [InlineData("TARGET", "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=abc")]
    public void A_secret_is_masked_by_its_name_or_by_what_it_holds(string name, string value) =>
        Secrets.Show(name, value, value).ShouldBe(Secrets.Mask);

    [Theory]
    [InlineData("KEYROUTER_HTTP", "http://localhost:5001")]
    [InlineData("services__keyrouter__http__0", "http://localhost:5001")]
    [InlineData("ConnectionStrings__data", "Host=localhost;Database=data")]
    [InlineData("DATABASE_URL", "postgresql://localhost/data")]
    [InlineData("Tokenizer", "simple")]
    [InlineData("API_KEY", "")]
    public void What_is_no_secret_is_shown(string name, string value) => Secrets.Show(name, value, value).ShouldBe(value);

    [Fact]
    public void What_is_made_of_a_secret_parameter_is_masked_however_deep_it_lies()
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { DisableDashboard = true });
        var secret = builder.AddParameter("secret", "s3cret", secret: true);
        var plain = builder.AddParameter("plain", "plain");
        var connection = builder.AddConnectionString("data", ReferenceExpression.Create($"Host={plain};Word={secret}"));

        Secrets.Show("HOST", plain.Resource, "plain").ShouldBe("plain");
        Secrets.Show("WORD", secret.Resource, "s3cret").ShouldBe(Secrets.Mask);
        Secrets.Show("WORD", ReferenceExpression.Create($"a{secret}b"), "as3cretb").ShouldBe(Secrets.Mask);
        Secrets.Show("ConnectionStrings__data", new ConnectionStringReference(connection.Resource, optional: false), "Host=plain;Word=s3cret").ShouldBe(Secrets.Mask);
    }
}
