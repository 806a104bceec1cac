using System.Text;
using DeploymentFlex.Conformance.Table;
using DeploymentFlex.Telemetry.Journal;

namespace DeploymentFlex.Layers.Tests.Telemetry;

[Conforms(Layer.Telemetry, "journal")]
public sealed class JournalSinkConformanceTests() : ProvidedSinkConformance("journal")
{
    protected override ValueTask<string?> KeptAsync() => new(string.Concat(
        JournalFile.Read(Path.Combine(Folder, "telemetry", $"{Service}.journal")).Select(static record => Encoding.Latin1.GetString(record.Message.Span))));
}
