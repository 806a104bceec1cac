using DeploymentFlex.Cli.Doctor;
using DeploymentFlex.Cli.Tests.Terminal;

namespace DeploymentFlex.Cli.Tests.Doctor;

public class DoctorPictureTests
{
    private const string Answer = """
        warn: something in the log
        {"service":"cases","mode":"on-premises","wouldStart":false,"lines":[{"subject":"data/postgres","name":"reachable","status":"failure","seen":"db:5432: refused","nextStep":"Start it."},{"subject":"settings","name":"names and values","status":"ok","seen":"all are known and allowed"}]}
        """;

    [Fact]
    public void What_several_services_say_alike_is_one_line_that_names_them()
    {
        var cases = ServiceDiagnosis.Read("cases", new ChildResult(78, Answer));
        var document = new DoctorDocument([cases, cases with { Service = "evidence" }, ServiceDiagnosis.Read("gateway", new ChildResult(78, "This deployment is not in order:\n  REDIS_PORT: 'x' is wrong."))]);
        var plain = new PlainScreen();
        new DoctorPicture(plain.Screen).Draw(document);

        plain.Lines.ShouldBe(
        [
            "DeploymentFlex in on-premises mode",
            "  ok       settings       names and values  all are known and allowed  cases, evidence",
            "  failure  settings       values            REDIS_PORT: 'x' is wrong.  gateway",
            "  failure  data/postgres  reachable         db:5432: refused  cases, evidence",
            "                                            → Start it.",
            "A start would not succeed: cases, evidence, gateway.",
        ]);
        document.WouldStart.ShouldBeFalse();
    }
}
