using System.Xml.Linq;

namespace DeploymentFlex.Cli.Testing;

/// <summary>Reads the results that <c>dotnet test --logger trx</c> writes.</summary>
internal static class TrxFile
{
    private static readonly XNamespace Trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    public static IEnumerable<TestResult> Read(Stream stream) =>
        XDocument.Load(stream).Descendants(Trx + "UnitTestResult").Select(ReadResult);

    private static TestResult ReadResult(XElement result)
    {
        var error = result.Element(Trx + "Output")?.Element(Trx + "ErrorInfo");
        return new(
            (string?)result.Attribute("testName") ?? "",
            ReadOutcome((string?)result.Attribute("outcome")),
            (string?)error?.Element(Trx + "Message"),
            (string?)error?.Element(Trx + "StackTrace"));
    }

    // Only two outcomes are good news; whatever else a runner says (Error, Aborted, Timeout, ...) is a failure.
    private static TestOutcome ReadOutcome(string? outcome) => outcome switch
    {
        "Passed" => TestOutcome.Passed,
        "NotExecuted" => TestOutcome.Skipped,
        _ => TestOutcome.Failed,
    };
}
