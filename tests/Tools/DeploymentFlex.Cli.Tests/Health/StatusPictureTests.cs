using DeploymentFlex.Cli.Health;
using DeploymentFlex.Cli.Tests.Terminal;

namespace DeploymentFlex.Cli.Tests.Health;

public class StatusPictureTests
{
    private static readonly StatusDocument Status = new()
    {
        Running = true,
        Healthy = false,
        Mode = "development",
        Gateway = "http://localhost:8080",
        Console = "http://localhost:8080/",
        Services =
        [
            new ServiceStatus
            {
                Name = "cases",
                State = "Running",
                Health = "Healthy",
                Urls = ["http://localhost:5101"],
                Status = "healthy",
                Layers = [new LayerHealth { Layer = "data", Active = "sqlite", Chain = [new LinkHealth { Provider = "sqlite", State = "active" }] }],
            },
            new ServiceStatus
            {
                Name = "knowledge",
                State = "Exited",
                Health = "Unknown",
                HealthDetail = "stopped with exit code 134",
                Urls = [],
                Restarts = 2,
                Layers = [],
            },
        ],
    };

    [Fact]
    public void Everything_is_said_in_words()
    {
        Draw(withLayers: true).ShouldBe(
        [
            "DeploymentFlex in development mode",
            "  gateway    http://localhost:8080",
            "  console    http://localhost:8080/",
            "● cases      healthy    http://localhost:5101",
            "    data  [sqlite]",
            "○ knowledge  exited       restarted 2 times",
            "    stopped with exit code 134",
        ]);
    }

    [Fact]
    public void Layers_can_be_left_out() => Draw(withLayers: false).ShouldNotContain(static line => line.Contains("sqlite"));

    [Fact]
    public void Recent_critical_errors_are_counted_and_the_last_is_told()
    {
        var errors = new[] { new ErrorHealth { At = DateTimeOffset.UtcNow, Source = "Some.Part", Type = "IOException" }, new ErrorHealth { Source = "Another" } };
        var status = Status with { Services = [Status.Services[0] with { Status = "degraded", Errors = errors }] };
        Draw(withLayers: false, status).ShouldContain(
            static line => line.StartsWith("    2 critical errors, the last at ", StringComparison.Ordinal) && line.EndsWith(" by Some.Part: IOException", StringComparison.Ordinal));
    }

    private static string[] Draw(bool withLayers, StatusDocument? status = null)
    {
        var plain = new PlainScreen();
        new StatusPicture(plain.Screen, TimeProvider.System).Draw(status ?? Status, withLayers);
        return plain.Lines;
    }
}
