using System.Collections.Concurrent;
using System.Reflection;
using Xunit;

namespace DeploymentFlex.Conformance.Table;

/// <summary>What came of the cases in this run of the tests.</summary>
public static class ConformanceRun
{
    private static readonly ConcurrentDictionary<ConformanceCase, string> s_results = new();

    public static IReadOnlyDictionary<ConformanceCase, string> Results => s_results;

    internal static void Record(ConformsAttribute of, MethodInfo method, TestResult result)
    {
        if (ConformanceCases.Of(method, of) is { } done)
        {
            // A case with several rows passed when all did.
            var word = result.ToString().ToLowerInvariant();
            s_results.AddOrUpdate(done, word, (_, before) => before == ConformanceTable.Passed ? word : before);
        }
    }
}
