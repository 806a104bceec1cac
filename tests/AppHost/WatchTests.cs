using System.Diagnostics;
using System.Reflection;
using DeploymentFlex.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace DeploymentFlex.AppHost.Tests;

/// <summary>One small service of a project with a library, in a folder of its own, whose sources are saved while it runs.</summary>
public sealed class WatchTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("watch-test-").FullName;

    private static CancellationToken Deadline => new CancellationTokenSource(TimeSpan.FromSeconds(180)).Token;

    [Fact]
    public async Task A_saved_file_is_live_and_one_that_does_not_compile_leaves_the_old_one_running()
    {
        var project = await BuildAsync();
        await using var appHost = await DistributedApplicationTestingBuilder.CreateAsync<Projects.DeploymentFlex_AppHost>(["--Watch=true"], Deadline);
        appHost.Resources.Clear();
        appHost.AddProject("page", project).WithHttpEndpoint().WithHttpHealthCheck("/");
        await using var app = await appHost.BuildAsync(Deadline);
        await app.StartAsync(Deadline);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("page", Deadline);
        using var client = app.CreateHttpClient("page");
        (await client.GetStringAsync("/", Deadline)).ShouldBe("Hello, world");

        Save("Service/Program.cs", Program.Replace("Hello", "Good morning", StringComparison.Ordinal));
        await BecomesAsync(client, "Good morning, world");

        Save("Library/Greeted.cs", "namespace Library; public static class Greeted { public static string Name => 42; }");
        await ShouldSayAsync(app, "error CS0029");
        (await client.GetStringAsync("/", Deadline)).ShouldBe("Good morning, world");

        // The library gains a member, which the service is compiled against.
        Save("Library/Greeted.cs", "namespace Library; public static class Greeted { public static string Name => \"moon\"; public static string End => \"!\"; }");
        await BecomesAsync(client, "Good morning, moon");
        Save("Service/Program.cs", Program.Replace("Greeted.Name", "Greeted.Name + Greeted.End", StringComparison.Ordinal));
        await BecomesAsync(client, "Hello, moon!");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private const string Program = """
        using Library;
        var app = WebApplication.Create(args);
        app.MapGet("/", () => "Hello, " + Greeted.Name);
        app.Run();
        """;

    private async Task<string> BuildAsync()
    {
        const string Properties = "<PropertyGroup><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>";
        Save("Library/Library.csproj", $"""<Project Sdk="Microsoft.NET.Sdk">{Properties}</Project>""");
        Save("Library/Greeted.cs", "namespace Library; public static class Greeted { public static string Name => \"world\"; }");
        Save("Service/Service.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk.Web">{Properties}<ItemGroup><ProjectReference Include="../Library/Library.csproj" /></ItemGroup></Project>
            """);
        Save("Service/Program.cs", Program);
        var project = Path.Combine(_folder, "Service", "Service.csproj");
        var configuration = typeof(WatchTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        using var build = Process.Start(new ProcessStartInfo("dotnet", ["build", project, "-c", configuration, "-nologo", "-v", "q"]) { RedirectStandardOutput = true })!;
        var said = await build.StandardOutput.ReadToEndAsync(Deadline);
        await build.WaitForExitAsync(Deadline);
        build.ExitCode.ShouldBe(0, said);
        return project;
    }

    private void Save(string path, string content)
    {
        var file = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
    }

    private static Task BecomesAsync(HttpClient client, string expected) =>
        Until.TrueAsync(async token => await AnswerAsync(client, token) == expected, $"the service answers '{expected}'", TimeSpan.FromSeconds(120));

    private static async Task<string?> AnswerAsync(HttpClient client, CancellationToken cancellationToken)
    {
        try
        {
            return await client.GetStringAsync("/", cancellationToken);
        }
        catch (HttpRequestException)
        {
            // It is just being started again.
            return null;
        }
    }

    private static async Task ShouldSayAsync(DistributedApplication app, string expected)
    {
        app.ResourceNotifications.TryGetCurrentState("page", out var page).ShouldBeTrue();
        await foreach (var lines in app.Services.GetRequiredService<ResourceLoggerService>().WatchAsync(page!.ResourceId).WithCancellation(Deadline))
        {
            if (lines.Any(line => line.Content.Contains(expected, StringComparison.Ordinal)))
            {
                return;
            }
        }
    }
}
