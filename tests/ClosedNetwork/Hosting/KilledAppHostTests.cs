using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.Execution;

namespace Aspire.Hosting.Tests;

public sealed class KilledAppHostTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("engine-test-").FullName;
    private readonly int _port = FreePort();

    [Fact]
    public async Task Nothing_is_left_when_the_AppHost_is_killed_and_the_next_start_works()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Descendants of services are found by /proc.");

        foreach (var _ in new[] { "first run", "next run on the same port" })
        {
            using var appHost = StartAppHost();
            var processes = await RunningAsync();

            appHost.Kill();

            await Eventually.Holds(() => !processes.Any(Eventually.IsAlive), "every process is gone");
        }
    }

    [Fact]
    public async Task Nothing_is_left_when_the_AppHost_is_killed_while_it_starts()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Services that the AppHost has told nobody of are found by /proc.");

        using var appHost = StartAppHost();
        await Eventually.Holds(() => MarkedProcesses().Length > 0, "the first service is being started");
        appHost.Kill();

        await Eventually.Holds(() => MarkedProcesses().Length == 0, "every process is gone");
    }

    [Fact]
    public async Task A_termination_signal_stops_everything_and_counts_as_success()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such signal.");

        using var appHost = StartAppHost();
        var processes = await RunningAsync();

        Session.Terminate(appHost);
        await appHost.WaitForExitAsync(TestApplication.Deadline);

        appHost.ExitCode.ShouldBe(0);
        (await File.ReadAllLinesAsync(Path.Combine(_folder, "stops"), TestContext.Current.CancellationToken)).ShouldBe(["second", "first"]);
        await Eventually.Holds(() => !processes.Any(Eventually.IsAlive), "their descendants are gone as well");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Process StartAppHost()
    {
        foreach (var file in Directory.GetFiles(_folder))
        {
            File.Delete(file);
        }

        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var framework = new DirectoryInfo(AppContext.BaseDirectory).Name;
        var assembly = TestApplication.PathOf("TestAppHost", "bin", configuration, framework, "TestAppHost.dll");
        var start = Session.OfItsOwn(DotNetHost.Path, [assembly, TestApplication.ServiceProject, _folder, $"{_port}"]);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        var appHost = Process.Start(start)!;
        appHost.OutputDataReceived += static (_, _) => { };
        appHost.ErrorDataReceived += static (_, _) => { };
        appHost.BeginOutputReadLine();
        appHost.BeginErrorReadLine();
        return appHost;
    }

    // The two services with a descendant each, once both answer.
    private async Task<int[]> RunningAsync()
    {
        var processes = await Eventually.ProcessesIn([.. new[] { "first", "second" }
            .SelectMany(name => new[] { $"{name}.pid", $"{name}.descendant.pid" })
            .Select(file => Path.Combine(_folder, file))]);
        using var client = new HttpClient();
        await Eventually.Holds(() => Answers(client), "the service with the fixed port answers");
        return processes;
    }

    private bool Answers(HttpClient client)
    {
        try
        {
            using var answer = client.Send(new HttpRequestMessage(HttpMethod.Get, $"http://localhost:{_port}/ready"));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    // The processes of this test, by their environment.
    private string[] MarkedProcesses() => [.. Directory.GetDirectories("/proc", "*").Where(directory =>
    {
        try
        {
            var environment = File.ReadAllText(Path.Combine(directory, "environ"));
            return environment.Contains($"TEST_FOLDER={_folder}\0", StringComparison.Ordinal);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    })];

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
