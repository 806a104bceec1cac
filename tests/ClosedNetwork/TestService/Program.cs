using System.Diagnostics;

// A service that does as its environment says, for tests of the engine that runs it.
var name = Setting("TEST_NAME") ?? "test";
var folder = Setting("TEST_FOLDER")!;

if (Setting("TEST_CRASH") is { } code)
{
    Console.WriteLine($"{name} cannot go on");
    Console.Error.WriteLine($"{name} says why");
    return int.Parse(code);
}

// The number of this process, for a test that has to find it when the AppHost is gone.
File.WriteAllText(Path.Combine(folder, $"{name}.pid"), $"{Environment.ProcessId}");
if (Setting("TEST_SPAWN") is { } program)
{
    using var descendant = Process.Start(program, "600");
    File.WriteAllText(Path.Combine(folder, $"{name}.descendant.pid"), $"{descendant.Id}");
}

var app = WebApplication.Create(args);
app.MapGet("/ready", () => Setting("TEST_READY_FILE") is { } file && !File.Exists(file)
    ? Results.StatusCode(StatusCodes.Status503ServiceUnavailable)
    : Results.Ok());
app.MapGet("/environment", () => Environment.GetEnvironmentVariables());
app.MapPost("/exit/{exitCode:int}", (int exitCode) =>
{
    Console.WriteLine($"{name} was told to exit");
    Environment.Exit(exitCode);
});
app.Lifetime.ApplicationStopping.Register(() =>
{
    if (Setting("TEST_STOPS_WITH") is { } other)
    {
        File.WriteAllText(Path.Combine(folder, $"{name}.stopping"), "");
        SpinWait.SpinUntil(() => File.Exists(Path.Combine(folder, $"{other}.stopping")));
        return;
    }

    File.AppendAllLines(Path.Combine(folder, "stops"), [name]);
    if (Setting("TEST_HANGS") is not null)
    {
        new ManualResetEventSlim().Wait();
    }
});
await app.RunAsync();
return 0;

static string? Setting(string variable) => Environment.GetEnvironmentVariable(variable);
