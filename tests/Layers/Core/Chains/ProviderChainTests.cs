using DeploymentFlex.Conformance.Time;
using DeploymentFlex.Layers.Chains;
using DeploymentFlex.Layers.Circuits;
using DeploymentFlex.Layers.Providers;

namespace DeploymentFlex.Layers.Tests.Core.Chains;

public class ProviderChainTests
{
    private readonly ManualTime _time = new();
    private readonly Speaker _first = new("first");
    private readonly Speaker _second = new("second");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_healthy_primary_answers()
    {
        var outcome = await ReadAsync(Create());
        (outcome.GetResultOrThrow(), outcome.Provider, outcome.IsFallback).ShouldBe(("first", "one", false));
        _second.Calls.ShouldBe(0);
    }

    [Fact]
    public async Task A_failing_primary_is_survived_by_a_read_and_the_request_says_so()
    {
        _first.Behaviour = static _ => throw new IOException("gone");
        var degradation = Degradation.Begin();
        var outcome = await ReadAsync(Create());
        (outcome.GetResultOrThrow(), outcome.IsFallback).ShouldBe(("second", true));
        degradation.ToHeader().ShouldBe("files=two");
    }

    [Fact]
    public async Task A_write_never_goes_elsewhere()
    {
        _first.Behaviour = static _ => ValueTask.FromException<string>(new IOException("gone"));
        var outcome = await WriteAsync(Create());
        var failure = outcome.Failure.ShouldBeOfType<LayerUnavailableException>();
        (failure.Layer, failure.RetryAfter).ShouldBe(("Files", TimeSpan.FromSeconds(5)));
        failure.InnerException.ShouldBeOfType<IOException>();
        _second.Calls.ShouldBe(0);
    }

    [Fact]
    public async Task An_open_circuit_is_not_called()
    {
        _first.Behaviour = static _ => throw new IOException("gone");
        var chain = Create();
        for (var i = 0; i < 5; i++)
        {
            await ReadAsync(chain);
        }

        (await ReadAsync(chain)).GetResultOrThrow().ShouldBe("second");
        _first.Calls.ShouldBe(5);
        chain.Active!.Name.ShouldBe("two");
        (await WriteAsync(chain)).Failure.ShouldBeOfType<LayerUnavailableException>();
        _first.Calls.ShouldBe(5);
    }

    [Fact]
    public async Task A_switch_and_the_return_are_told()
    {
        var chain = Create();
        var switches = new List<string>();
        chain.Switched += (_, from, to) => switches.Add($"{from?.Name}>{to?.Name}");
        _first.Behaviour = static _ => throw new IOException("gone");
        for (var i = 0; i < 5; i++)
        {
            await ReadAsync(chain);
        }

        for (var i = 0; i < 3; i++)
        {
            chain.Links[0].Probed(TimeSpan.Zero, error: null, _time.GetUtcNow());
        }

        switches.ShouldBe(["one>two", "two>one"]);
        chain.IsDegraded.ShouldBeFalse();
    }

    [Fact]
    public async Task A_stalled_provider_is_left_at_its_timeout_and_told_to_stop()
    {
        var told = new TaskCompletionSource();
        _first.Behaviour = token =>
        {
            token.Register(told.SetResult);
            return new ValueTask<string>(new TaskCompletionSource<string>().Task);
        };
        var call = ReadAsync(Create()).AsTask();
        _time.Advance(new ChainOptions().AttemptTimeout);
        (await call).GetResultOrThrow().ShouldBe("second");
        await told.Task.WaitAsync(TimeSpan.FromSeconds(10), Token);
    }

    [Fact]
    public async Task A_slow_provider_is_waited_for()
    {
        var answer = new TaskCompletionSource<string>();
        _first.Behaviour = _ => new ValueTask<string>(answer.Task);
        var call = ReadAsync(Create()).AsTask();
        _time.Advance(TimeSpan.FromSeconds(1.9));
        answer.SetResult("late");
        (await call).GetResultOrThrow().ShouldBe("late");
    }

    [Fact]
    public async Task A_failure_that_nobody_else_may_answer_for_counts_and_is_passed_on()
    {
        _first.Behaviour = static _ => throw new UncertainException();
        var chain = Create();
        for (var i = 0; i < 5; i++)
        {
            (await ReadAsync(chain)).Failure.ShouldBeOfType<UncertainException>();
        }

        _second.Calls.ShouldBe(0);
        chain.Active!.Name.ShouldBe("two");
        (await ReadAsync(chain)).GetResultOrThrow().ShouldBe("second");
    }

    [Fact]
    public async Task An_answer_that_says_no_is_no_failure()
    {
        _first.Behaviour = static _ => throw new NoException();
        var chain = Create();
        for (var i = 0; i < 10; i++)
        {
            (await ReadAsync(chain)).Failure.ShouldBeOfType<NoException>();
        }

        chain.Active!.Name.ShouldBe("one");
        _second.Calls.ShouldBe(0);
    }

    [Fact]
    public async Task A_caller_that_gives_up_is_no_failure()
    {
        var chain = Create();
        await GiveUpAsync(chain);
        chain.Links[0].Failures.ShouldBe(0);
        _second.Calls.ShouldBe(0);
    }

    [Fact]
    public async Task Callers_that_give_up_are_no_answers_that_end_a_row_of_failures_or_close_a_circuit()
    {
        var chain = Create();
        _first.Behaviour = static _ => throw new IOException("away");
        for (var i = 0; i < 4; i++)
        {
            await ReadAsync(chain);
        }

        await GiveUpAsync(chain);
        _first.Behaviour = static _ => throw new IOException("away");
        await ReadAsync(chain);
        chain.Links[0].Circuit.State.ShouldBe(CircuitState.Open);

        for (var i = 0; i < 3; i++)
        {
            _time.Advance(chain.Options.Circuit.ProbeInterval);
            await GiveUpAsync(chain);
        }

        chain.Links[0].Circuit.State.ShouldBe(CircuitState.Open);
    }

    [Fact]
    public async Task Nobody_left_is_an_outcome_and_no_exception()
    {
        _first.Behaviour = static _ => throw new IOException("one is gone");
        _second.Behaviour = static _ => throw new IOException("two is gone");
        var failure = (await ReadAsync(Create())).Failure.ShouldBeOfType<LayerUnavailableException>();
        failure.Message.ShouldContain("one, two");
    }

    [Fact]
    public async Task A_healthy_call_allocates_nothing()
    {
        var chain = Create();
        await ReadAsync(chain);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
        {
            var call = ReadAsync(chain);
            call.IsCompletedSuccessfully.ShouldBeTrue();
        }

        var perCall = (GC.GetAllocatedBytesForCurrentThread() - before) / 1_000;
        perCall.ShouldBe(0);
    }

    [Fact]
    public async Task Concurrent_calls_keep_their_answers_apart()
    {
        var chain = Create();
        _first.Behaviour = static async token =>
        {
            await Task.Yield();
            return "first";
        };
        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(async _ => (await ReadAsync(chain)).GetResultOrThrow()));
        answers.ShouldAllBe(answer => answer == "first");
    }

    private ProviderChain<Speaker> Create()
    {
        var options = new ChainOptions { Chain = ["one", "two"] };
        return new ProviderChain<Speaker>("Files", use: null, options, [Link("one", _first), Link("two", _second)], _time);

        ChainLink<Speaker> Link(string name, Speaker speaker) => new(
            speaker,
            new ProviderDescriptor("Files", name, typeof(Speaker), default, (_, _) => speaker),
            new Circuit(options.Circuit, _time));
    }

    /// <summary>A call that the first provider never answers, and whose caller stops waiting.</summary>
    private async Task GiveUpAsync(ProviderChain<Speaker> chain)
    {
        using var source = new CancellationTokenSource();
        _first.Behaviour = static async token =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return "never";
        };
        var call = chain.WithFallbackAsync(static (speaker, _, token) => speaker.SpeakAsync(token), 0, source.Token).AsTask();
        await source.CancelAsync();
        (await call).Failure.ShouldBeAssignableTo<OperationCanceledException>();
    }

    private static ValueTask<ChainOutcome<string>> ReadAsync(ProviderChain<Speaker> chain) =>
        chain.WithFallbackAsync(static (speaker, _, token) => speaker.SpeakAsync(token), 0, Token);

    private static ValueTask<ChainOutcome<string>> WriteAsync(ProviderChain<Speaker> chain) =>
        chain.OnPrimaryAsync(static (speaker, _, token) => speaker.SpeakAsync(token), 0, Token);

    private sealed class NoException : LayerAnswerException;

    private sealed class UncertainException : LayerAnswerException
    {
        public override bool IsFailure => true;
    }
}
