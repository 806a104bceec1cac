using DeploymentFlex.Conformance.Data;
using DeploymentFlex.Services.Knowledge.Storage;

namespace DeploymentFlex.Services.Tests.Knowledge;

public class KnowledgeMigrationsTests
{
    [Fact]
    public Task Migrations_make_the_schema_of_the_model() => new Schema().Migrations_make_the_schema_of_the_model();

    // The context is the service's own, so a public class cannot derive from a conformance of it.
    private sealed class Schema : MigrationsConformance<KnowledgeDbContext>;
}
