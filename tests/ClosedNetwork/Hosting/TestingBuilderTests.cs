using System.Net;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace Aspire.Hosting.Tests;

public sealed class TestingBuilderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("engine-test-").FullName;

    [Fact]
    public async Task Applications_run_side_by_side_and_leave_nothing_when_they_are_disposed()
    {
        var processes = await Task.WhenAll(RunAsync("one"), RunAsync("two"));

        await Eventually.Holds(() => !processes.SelectMany(static ids => ids).Any(Eventually.IsAlive), "every process and its descendants are gone");
    }

    [Fact]
    public async Task What_a_test_adds_is_part_of_the_application()
    {
        await using var builder = await CreateAsync("added");
        builder.AddProject("third", TestApplication.ServiceProject)
            .WithHttpEndpoint()
            .WithHttpHealthCheck("/ready")
            .WithEnvironment("TEST_NAME", "third")
            .WithEnvironment("TEST_FOLDER", _folder);
        builder.AddConnectionString("store", ReferenceExpression.Create($"Host=there"));
        await using var app = await builder.BuildAsync(TestApplication.Deadline);
        await app.StartAsync(TestApplication.Deadline);

        (await app.GetConnectionStringAsync("store", TestContext.Current.CancellationToken)).ShouldBe("Host=there");
        await app.ResourceNotifications.WaitForResourceHealthyAsync("third", TestApplication.Deadline);

        using var client = app.CreateHttpClient("third");
        (await client.GetStringAsync("/environment", TestContext.Current.CancellationToken)).ShouldContain("\"TEST_NAME\":\"third\"");
    }

    [Fact]
    public async Task A_wrong_name_is_answered_with_the_right_ones()
    {
        await using var builder = await CreateAsync("names");
        await using var app = await builder.BuildAsync(TestApplication.Deadline);
        await app.StartAsync(TestApplication.Deadline);

        Should.Throw<ArgumentException>(() => app.CreateHttpClient("frist")).Message.ShouldStartWith("There is no resource 'frist'. There are: first, second.");
        Should.Throw<ArgumentException>(() => app.GetEndpoint("first", "grpc")).Message.ShouldStartWith("'first' has no endpoint 'grpc'. It has: http.");
        var error = await Should.ThrowAsync<ArgumentException>(() => app.GetConnectionStringAsync("first", TestContext.Current.CancellationToken).AsTask());
        error.Message.ShouldStartWith("'first' has no connection string.");
    }

    [Fact]
    public async Task A_program_that_fails_before_it_builds_says_why()
    {
        var error = await Should.ThrowAsync<FormatException>(() => DistributedApplicationTestingBuilder.CreateAsync<Projects.TestAppHost>(
            [TestApplication.ServiceProject, _folder, "no port"], TestApplication.Deadline));

        error.Message.ShouldContain("no port");
    }

    [Fact]
    public async Task A_type_of_no_program_is_refused()
    {
        var error = await Should.ThrowAsync<InvalidOperationException>(
            () => DistributedApplicationTestingBuilder.CreateAsync<ResourceEvent>(TestApplication.Deadline));

        error.Message.ShouldContain("Aspire.Hosting is no program");
    }

    [Fact]
    public async Task A_start_that_is_refused_fails_the_test_and_not_its_process()
    {
        var code = Environment.ExitCode;
        await using var builder = await CreateAsync("refused");
        builder.Eventing.Subscribe<BeforeStartEvent>(static (_, _) => throw new DistributedApplicationException("The port is taken."));
        await using var app = await builder.BuildAsync(TestApplication.Deadline);

        var refusal = await Should.ThrowAsync<DistributedApplicationException>(() => app.StartAsync(TestApplication.Deadline));

        refusal.Message.ShouldBe("The port is taken.");
        Environment.ExitCode.ShouldBe(code);
    }

    [Fact]
    public async Task A_builder_that_is_never_built_starts_nothing()
    {
        var builder = await CreateAsync("unbuilt");

        await builder.DisposeAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => builder.BuildAsync(TestApplication.Deadline));
        File.Exists(Path.Combine(_folder, "unbuilt", "first.pid")).ShouldBeFalse();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // Both services and a descendant of each, while they ran. The port that the model names is the same for every application.
    private async Task<int[]> RunAsync(string name)
    {
        await using var builder = await CreateAsync(name);
        await using var app = await builder.BuildAsync(TestApplication.Deadline);
        await app.StartAsync(TestApplication.Deadline);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("second", TestApplication.Deadline);
        using var client = app.CreateHttpClient("second", "http");
        using var answer = await client.GetAsync("/ready", TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await Eventually.ProcessesIn([.. new[] { "first", "second" }
            .SelectMany(service => new[] { $"{service}.pid", $"{service}.descendant.pid" })
            .Select(file => Path.Combine(_folder, name, file))]);
    }

    private Task<IDistributedApplicationTestingBuilder> CreateAsync(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
        return DistributedApplicationTestingBuilder.CreateAsync<Projects.TestAppHost>(
            [TestApplication.ServiceProject, folder, "1"], TestApplication.Deadline);
    }
}
