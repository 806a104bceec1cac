using DeploymentFlex.Cli.Run;
using DeploymentFlex.Cli.Terminal;

namespace DeploymentFlex.Cli.Tests.Terminal;

public class LogPrinterTests
{
    [Fact]
    public void A_line_carries_its_service_and_cannot_steer_the_terminal()
    {
        var plain = new PlainScreen();

        new LogPrinter(plain.Screen, nameWidth: 9).Print([new LogLine("cases", DateTimeOffset.UnixEpoch, "a\u001b[2Jb\tc")]);

        plain.Output.ShouldStartWith("cases     ");
        plain.Output.ShouldEndWith(" a\uFFFD[2Jb\tc\n");
    }
}
