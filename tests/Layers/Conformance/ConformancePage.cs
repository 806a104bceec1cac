using System.Reflection;
using DeploymentFlex.Conformance.Table;
using DeploymentFlex.TestSupport;

[assembly: AssemblyFixture(typeof(DeploymentFlex.Layers.Tests.Conformance.ConformancePage))]

namespace DeploymentFlex.Layers.Tests.Conformance;

/// <summary>Writes docs/conformance.md after the run, where <c>FLEX_WRITE_CONFORMANCE=1</c> asks for it.</summary>
public sealed class ConformancePage : IDisposable
{
    public static string Path { get; } = System.IO.Path.Combine(Clone.Root, "docs", "conformance.md");

    public void Dispose()
    {
        if (Environment.GetEnvironmentVariable("FLEX_WRITE_CONFORMANCE") is "1")
        {
            var versions = ConformanceCases.ClassesOf(Assembly.GetExecutingAssembly()).Select(static item => item.Of).DistinctBy(static of => of.Column)
                .ToDictionary(static of => of.Column, static of => of.ServerVersion);
            File.WriteAllText(Path, ConformanceTable.Write(ConformanceRun.Results, versions));
        }
    }
}
