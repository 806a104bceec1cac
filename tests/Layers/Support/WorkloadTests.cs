using DeploymentFlex.TestSupport;
using DeploymentFlex.TestSupport.Faults;

namespace DeploymentFlex.Layers.Tests.Support;

/// <summary>The harness finds what is said wrongly: a run of it that passes means something.</summary>
public sealed class WorkloadTests
{
    private static readonly TimeSpan s_bound = TimeSpan.FromSeconds(30);

    private volatile bool _isDown;
    private int _looks;

    [Fact]
    public async Task A_layer_that_refuses_while_it_is_down_and_says_so_passes() =>
        (await RunAsync(() => _isDown, () => _isDown ? OperationResult.Refused : OperationResult.Done)).ShouldBeEmpty();

    [Fact]
    public async Task An_acknowledgement_by_a_server_that_is_away_is_found() =>
        (await RunAsync(() => _isDown, static () => OperationResult.Done)).ShouldContain(line => line.Contains("was acknowledged for a server", StringComparison.Ordinal));

    [Fact]
    public async Task A_layer_that_is_shown_as_down_while_nothing_is_wrong_is_found()
    {
        // Shown once before anything happened.
        var looks = 0;
        (await RunAsync(() => _isDown || Interlocked.Increment(ref looks) == 3, () => _isDown ? OperationResult.Refused : OperationResult.Done))
            .ShouldContain(line => line.Contains("while nothing was wrong", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_layer_that_is_shown_as_whole_again_before_it_is_is_found()
    {
        var seen = 0;
        (await RunAsync(() => _isDown && Interlocked.Increment(ref seen) != 5, () => _isDown ? OperationResult.Refused : OperationResult.Done))
            .ShouldContain(line => line.Contains("shown as whole", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_operation_above_its_bound_is_found() =>
        (await RunAsync(() => _isDown, () => _isDown ? OperationResult.Refused : OperationResult.Done, bound: TimeSpan.Zero)).ShouldContain(line => line.Contains("took longer", StringComparison.Ordinal));

    private async Task<IReadOnlyList<string>> RunAsync(Func<bool> isDegraded, Func<OperationResult> answer, TimeSpan? bound = null)
    {
        var outage = new Outage("away", OutageEffect.Total, () => SetAsync(true), _ => SetAsync(false));
        var report = await new Workload(300, Look, (_, _) => Task.FromResult(answer())).RunAsync([outage], TestContext.Current.CancellationToken);
        return report.Violations(bound ?? s_bound);

        bool Look()
        {
            var shown = isDegraded();
            Interlocked.Increment(ref _looks);
            return shown;
        }

        // The outage ends only after it was looked at a few times.
        Task SetAsync(bool isDown)
        {
            _isDown = isDown;
            var enough = Volatile.Read(ref _looks) + 10;
            return Until.TrueAsync(() => Volatile.Read(ref _looks) >= enough, "it was looked at");
        }
    }
}
