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

    private static string[] Draw(bool withLayers)
    {
        var plain = new PlainScreen();
        new StatusPicture(plain.Screen, TimeProvider.System).Draw(Status, withLayers);
        return plain.Lines;
    }
}
