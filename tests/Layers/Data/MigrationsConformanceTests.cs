using DeploymentFlex.Conformance.Data;

namespace DeploymentFlex.Layers.Tests.Data;

public class MigrationsConformanceTests
{
    [Fact]
    public async Task What_a_migration_forgot_is_named()
    {
        var error = await Record.ExceptionAsync(new Forgetful().Migrations_make_the_schema_of_the_model);

        error.ShouldBeOfType<ShouldAssertException>().Message.ShouldContain("not in the model: column records At TEXT");
        error.Message.ShouldContain("in no migration: column records At INTEGER");
        error.Message.ShouldContain("in no migration: column records Forgotten TEXT");
        error.Message.ShouldContain("in no migration: index records IX_records_At");
    }

    private sealed class Forgetful : MigrationsConformance<ForgetfulContext>;
}
