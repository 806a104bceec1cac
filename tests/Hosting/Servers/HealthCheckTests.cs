using System.Net;
using System.Net.Sockets;
using System.Text;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using DeploymentFlex.Hosting.Servers;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DeploymentFlex.Hosting.Tests.Servers;

/// <summary>The checks against a listener that answers as each server does.</summary>
public sealed class HealthCheckTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly EndpointReference _endpoint;
    private readonly ParameterResource _password = new("password", static _ => "word");

    public HealthCheckTests()
    {
        _listener.Start();
        var server = DistributedApplication.CreateBuilder().AddContainer("server", "image").WithEndpoint(name: "tcp");
        _endpoint = server.GetEndpoint("tcp");
        var port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _endpoint.EndpointAnnotation.AllocatedEndpoint = new AllocatedEndpoint(_endpoint.EndpointAnnotation, "127.0.0.1", port);
    }

    [Theory]
    [InlineData("+OK\r\n+PONG\r\n", HealthStatus.Healthy)]
    [InlineData("-WRONGPASS invalid\r\n", HealthStatus.Unhealthy)]
    [InlineData("+OK\r\n-LOADING Redis is loading\r\n", HealthStatus.Unhealthy)]
    [InlineData("", HealthStatus.Unhealthy)]
    public async Task Redis_is_healthy_when_it_takes_the_password_and_answers(string answer, HealthStatus expected)
    {
        var asked = AnswerAsync(answer);

        (await CheckAsync(new RedisHealthCheck(_endpoint, () => _password))).ShouldBe(expected);

        (await asked).ShouldStartWith("*2\r\n$4\r\nAUTH\r\n$4\r\nword\r\n");
    }

    [Theory]
    [InlineData("R\0\0\0\u0017", HealthStatus.Healthy)]
    [InlineData("E\0\0\0\u0017", HealthStatus.Unhealthy)]
    [InlineData("", HealthStatus.Unhealthy)]
    public async Task PostgreSQL_is_healthy_when_it_asks_for_the_password(string answer, HealthStatus expected)
    {
        var asked = AnswerAsync(answer);

        (await CheckAsync(new PostgresHealthCheck(_endpoint))).ShouldBe(expected);

        (await asked).ShouldContain("user\0postgres\0");
    }

    [Theory]
    [InlineData("HTTP/1.0 200 OK\r\n\r\n{}", HealthStatus.Healthy)]
    [InlineData("HTTP/1.0 503 Service Unavailable\r\n\r\n", HealthStatus.Unhealthy)]
    [InlineData("", HealthStatus.Unhealthy)]
    public async Task Chroma_is_healthy_when_its_heart_beats(string answer, HealthStatus expected)
    {
        var asked = AnswerAsync(answer);

        (await CheckAsync(new ChromaHealthCheck(_endpoint))).ShouldBe(expected);

        (await asked).ShouldStartWith("GET /api/v2/heartbeat HTTP/1.0\r\n");
    }

    [Theory]
    [InlineData("\u0001\0\0", HealthStatus.Healthy)]
    [InlineData("AMQP\0\0\u0009\u0001", HealthStatus.Unhealthy)]
    [InlineData("", HealthStatus.Unhealthy)]
    public async Task RabbitMQ_is_healthy_when_it_begins_a_connection(string answer, HealthStatus expected)
    {
        var asked = AnswerAsync(answer);

        (await CheckAsync(new RabbitMqHealthCheck(_endpoint))).ShouldBe(expected);

        (await asked).ShouldBe("AMQP\0\0\u0009\u0001");
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_unhealthy()
    {
        _listener.Stop();

        (await CheckAsync(new RedisHealthCheck(_endpoint, () => _password))).ShouldBe(HealthStatus.Unhealthy);
        (await CheckAsync(new PostgresHealthCheck(_endpoint))).ShouldBe(HealthStatus.Unhealthy);
        (await CheckAsync(new RabbitMqHealthCheck(_endpoint))).ShouldBe(HealthStatus.Unhealthy);
    }

    public void Dispose() => _listener.Dispose();

    private static async Task<HealthStatus> CheckAsync(IHealthCheck check) =>
        (await check.CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken)).Status;

    private async Task<string> AnswerAsync(string answer)
    {
        using var client = await _listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        await using var stream = client.GetStream();
        var question = new byte[1024];
        var read = await stream.ReadAsync(question, TestContext.Current.CancellationToken);
        await stream.WriteAsync(Encoding.Latin1.GetBytes(answer), TestContext.Current.CancellationToken);
        return Encoding.Latin1.GetString(question, 0, read);
    }
}
