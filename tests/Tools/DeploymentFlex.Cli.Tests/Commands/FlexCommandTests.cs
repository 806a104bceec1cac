using DeploymentFlex.Cli.Commands;

namespace DeploymentFlex.Cli.Tests.Commands;

public sealed class FlexCommandTests : IDisposable
{
    private readonly TemporaryRepository _clone = new();

    [Theory]
    [InlineData("up --mode on-premises --detach --json --no-build")]
    [InlineData("up --mode on_premises")]
    [InlineData("up --port 8081")]
    [InlineData("up --cache installed --data container --vectors existing")]
    [InlineData("status --json")]
    [InlineData("logs cases --follow -n 20")]
    [InlineData("logs")]
    [InlineData("down")]
    [InlineData("doctor")]
    [InlineData("doctor --mode on_premises --json")]
    [InlineData("migrate schema")]
    [InlineData("journal list --mode saas")]
    [InlineData("journal replay")]
    [InlineData("journal show evidence files a/b.log")]
    [InlineData("journal discard cases telemetry all")]
    [InlineData("migrate schema --mode saas")]
    [InlineData("secret set knowledge/openai")]
    [InlineData("secret list --mode saas")]
    [InlineData("secret list knowledge --service evidence")]
    [InlineData("secret rotate")]
    [InlineData("test Knowledge")]
    [InlineData("publish manifest")]
    [InlineData("publish manifest --mode on_premises --output out/m.json")]
    [InlineData("servers")]
    [InlineData("servers install")]
    [InlineData("feed")]
    [InlineData("feed full")]
    [InlineData("feed closed")]
    [InlineData("feed auto")]
    public void Every_documented_command_line_is_understood(string line) =>
        FlexCommand.Create(_clone.Repository).Parse(line).Errors.ShouldBeEmpty();

    [Theory]
    [InlineData("stauts", "There is no command 'stauts'. Did you mean 'status'?", "'./flex --help'")]
    [InlineData("up --mdoe saas", "There is no option '--mdoe'. Did you mean '--mode'?", "'./flex up --help'")]
    [InlineData("feed ful", "There is no command 'ful'. Did you mean 'full'?", "'./flex feed --help'")]
    [InlineData("frobnicate", "There are up, status, logs, down, doctor, migrate, journal, secret, demo, test, publish, servers, feed.", "'./flex --help'")]
    [InlineData("test one two", "'two' is one word too many.", "'./flex test --help'")]
    [InlineData("up --mode cloud", "'cloud' is no mode; allowed are development, on-premises, saas, hybrid.", "'./flex up --help'")]
    [InlineData("doctor --mode cloud", "'cloud' is no mode; allowed are development, on-premises, saas, hybrid.", "'./flex doctor --help'")]
    [InlineData("migrate shcema", "There is no command 'shcema'. Did you mean 'schema'?", "'./flex migrate --help'")]
    [InlineData("up --port 99999", "99999", "'./flex up --help'")]
    [InlineData("up --cahce installed", "There is no option '--cahce'. Did you mean '--cache'?", "'./flex up --help'")]
    [InlineData("up --cache azure", "--cache takes embedded, installed, container, existing, not 'azure'.", "'./flex up --help'")]
    [InlineData("logs -n many", "--lines takes a number from 0 up, not 'many'.", "'./flex logs --help'")]
    [InlineData("publish manifest --mode cloud", "'cloud' is no mode; allowed are development, on-premises, saas, hybrid.", "'./flex publish manifest --help'")]
    [InlineData("publish manifest --output out", "--output takes a file that ends in .json, not 'out'.", "'./flex publish manifest --help'")]
    [InlineData("publish compose", "There is no command 'compose'. There is manifest.", "'./flex publish --help'")]
    public void A_wrong_command_line_is_answered_with_the_right_word(string line, string problem, string help)
    {
        var answer = WrongCommandLine.Describe(FlexCommand.Create(_clone.Repository).Parse(line));

        answer.ShouldContain(problem);
        answer.ShouldContain(help);
    }

    [Fact]
    public async Task A_wrong_command_line_has_an_exit_code_of_its_own() =>
        (await FlexCommand.RunAsync(["stauts"], _clone.Repository, TestContext.Current.CancellationToken)).ShouldBe(ExitCodes.WrongUsage);

    [Fact]
    public async Task Status_says_by_its_exit_code_that_nothing_runs() =>
        (await FlexCommand.RunAsync(["status"], _clone.Repository, TestContext.Current.CancellationToken)).ShouldBe(ExitCodes.NotRunning);

    [Fact]
    public async Task Stopping_when_nothing_runs_is_no_error() =>
        (await FlexCommand.RunAsync(["down"], _clone.Repository, TestContext.Current.CancellationToken)).ShouldBe(ExitCodes.Done);

    [Fact]
    public async Task Logs_say_by_their_exit_code_that_nothing_runs() =>
        (await FlexCommand.RunAsync(["logs", "cases"], _clone.Repository, TestContext.Current.CancellationToken)).ShouldBe(ExitCodes.NotRunning);

    [Fact]
    public async Task A_feed_set_by_hand_is_remembered_for_the_build()
    {
        await FlexCommand.RunAsync(["feed", "closed"], _clone.Repository, TestContext.Current.CancellationToken);

        (await File.ReadAllTextAsync(Path.Combine(_clone.Root, ".flex", "feed.props"), TestContext.Current.CancellationToken))
            .ShouldContain("<DeploymentFlexFeed>closed</DeploymentFlexFeed>");
    }

    [Fact]
    public async Task Starting_without_a_build_says_so() =>
        (await FlexCommand.RunAsync(["up", "--no-build"], _clone.Repository, TestContext.Current.CancellationToken)).ShouldBe(ExitCodes.Failed);

    public void Dispose() => _clone.Dispose();
}
