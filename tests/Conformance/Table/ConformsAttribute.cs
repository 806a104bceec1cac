using System.Reflection;
using Xunit;
using Xunit.v3;

namespace DeploymentFlex.Conformance.Table;

/// <summary>
/// Says which provider a conformance class is of. What comes of its cases goes to docs/conformance.md when the run writes
/// that page.
/// </summary>
/// <param name="layer">The layer.</param>
/// <param name="provider">The provider's name in settings.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public class ConformsAttribute(string layer, string provider) : BeforeAfterTestAttribute
{
    public string Layer { get; } = layer;

    public string Provider { get; } = provider;

    /// <summary>The server behind the provider; null when there is none.</summary>
    public virtual string? Server => null;

    /// <summary>The version of it that is installed here.</summary>
    public virtual string? ServerVersion => null;

    /// <summary>The heading of its column, up to the version.</summary>
    public string Column => Server is null ? $"`{Provider}`" : $"`{Provider}` on {Server}";

    public override void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        if (TestContext.Current.TestState is { } state)
        {
            ConformanceRun.Record(this, methodUnderTest, state.Result);
        }
    }
}
