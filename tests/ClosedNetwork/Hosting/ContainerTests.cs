using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Tests;

/// <summary>Containers through a stand-in for the engine's command line, which writes down what it is told.</summary>
public sealed class ContainerTests : IDisposable
{
    private const string StandIn = """
        #!/bin/sh
        cd "$(dirname "$0")"
        case $1 in
            run)
                echo "$@" >> commands
                echo "the word is $WORD"
                sleep 600 & trap 'kill $!; exit 0' TERM
                wait ;;
            rm) echo "$@" >> commands ;;
            ps) [ "$2" = --all ] && echo a-container ;;
        esac
        exit 0
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("engine-test-").FullName;

    private string Engine => Path.Combine(_folder, "engine");

    [Fact]
    public async Task A_container_gets_its_ports_mounts_and_variables_and_no_value_is_on_the_command_line()
    {
        await using var application = await StartAsync(AddCache);
        var log = application.WaitForLineAsync("cache", "the word is secret");

        var run = (await CommandsAsync(1))[0];
        await log;

        run.ShouldStartWith("run --rm --name cache-");
        run.ShouldContain(" --label flex.run=");
        run.ShouldContain(" --publish 127.0.0.1:");
        run.ShouldContain(":6379/tcp ");
        run.ShouldContain(" --mount type=volume,source=cache-data,target=/data ");
        run.ShouldContain($" --mount type=bind,source={_folder},target=/config,readonly ");
        run.ShouldContain(" --env WORD ");
        run.ShouldEndWith(" --entrypoint /bin/sh docker.io/library/redis:8 -c redis-server");
        run.ShouldNotContain("secret");
    }

    [Fact]
    public async Task A_container_is_removed_when_the_application_stops()
    {
        await using var application = await StartAsync(AddCache);
        var name = (await CommandsAsync(1))[0].Split(' ')[3];

        await application.StopAsync();

        (await CommandsAsync(2))[1].ShouldBe($"rm --force --volumes {name}");
        application.StateOf("cache").ShouldBe(KnownResourceStates.Finished);
    }

    [Fact]
    public async Task Without_an_engine_the_container_fails_with_what_to_do_and_those_that_wait_for_it_go_on_waiting()
    {
        await using var application = await StartAsync(
            builder => builder.AddExecutable("user", "true", _folder).WaitFor(AddCache(builder)), engine: Path.Combine(_folder, "nothing"));

        await application.WaitForStateAsync("cache", KnownResourceStates.FailedToStart);
        await application.WaitForStateAsync("user", KnownResourceStates.Waiting);

        var message = application.Messages.All.ShouldHaveSingleItem();
        message.ShouldStartWith("cache does not run. It needs a container engine");
        message.ShouldContain("install and start one");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private IResourceBuilder<ContainerResource> AddCache(IDistributedApplicationBuilder builder)
    {
        var secret = builder.AddParameter("word", () => "secret", secret: true);
        return builder.AddContainer("cache", "library/redis", "8").WithImageRegistry("docker.io")
            .WithEndpoint(targetPort: 6379)
            .WithVolume("cache-data", "/data")
            .WithBindMount(_folder, "/config", isReadOnly: true)
            .WithEnvironment("WORD", ReferenceExpression.Create($"{secret}"))
            .WithEntrypoint("/bin/sh")
            .WithArgs("-c", "redis-server");
    }

    private async Task<TestApplication> StartAsync(Func<IDistributedApplicationBuilder, object> add, string? engine = null)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-in is a shell script.");
        await File.WriteAllTextAsync(Engine, StandIn, TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Engine, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        var application = new TestApplication("--ASPIRE_CONTAINER_RUNTIME", engine ?? Engine);
        add(application.Builder);
        await application.StartAsync();
        return application;
    }

    private async Task<string[]> CommandsAsync(int count)
    {
        var file = Path.Combine(_folder, "commands");
        await Eventually.Holds(() => File.Exists(file) && File.ReadAllLines(file).Length >= count, $"the engine was told {count} commands");
        return await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken);
    }
}
