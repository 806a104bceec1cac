using DeploymentFlex.Conformance.Time;
using DeploymentFlex.Layers.Circuits;

namespace DeploymentFlex.Layers.Tests.Core.Circuits;

public class CircuitTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void It_opens_after_consecutive_failures_only()
    {
        var circuit = Create();
        for (var i = 0; i < 4; i++)
        {
            circuit.Failed();
        }

        circuit.Succeeded();
        Fail(circuit, 4);
        circuit.IsClosed.ShouldBeTrue();
        circuit.Failed();
        circuit.State.ShouldBe(CircuitState.Open);
    }

    [Fact]
    public void It_closes_after_enough_good_probes_in_a_row()
    {
        var circuit = Create();
        Fail(circuit, 5);
        circuit.Succeeded();
        circuit.Succeeded();
        circuit.State.ShouldBe(CircuitState.Recovering);
        circuit.Failed();
        circuit.State.ShouldBe(CircuitState.Open);
        circuit.Succeeded();
        circuit.Succeeded();
        circuit.IsClosed.ShouldBeFalse();
        circuit.Succeeded();
        circuit.IsClosed.ShouldBeTrue();
    }

    [Fact]
    public void A_change_is_told_once()
    {
        var circuit = Create();
        var changes = new List<CircuitState>();
        circuit.Changed += changes.Add;
        Fail(circuit, 8);
        for (var i = 0; i < 5; i++)
        {
            circuit.Succeeded();
        }

        changes.ShouldBe([CircuitState.Open, CircuitState.Closed]);
    }

    [Fact]
    public void One_trial_call_passes_in_each_interval()
    {
        var circuit = Create();
        Fail(circuit, 5);
        circuit.TryEnterTrial().ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(5));
        circuit.TryEnterTrial().ShouldBeTrue();
        circuit.TryEnterTrial().ShouldBeFalse();
    }

    [Fact]
    public void One_that_is_switched_off_never_opens()
    {
        var circuit = new Circuit(new CircuitOptions { Enabled = false }, _time);
        Fail(circuit, 100);
        circuit.Trip();
        circuit.IsClosed.ShouldBeTrue();
    }

    [Fact]
    public void Tripping_opens_at_once()
    {
        var circuit = Create();
        circuit.Trip();
        circuit.State.ShouldBe(CircuitState.Open);
    }

    private Circuit Create() => new(new CircuitOptions(), _time);

    private static void Fail(Circuit circuit, int times)
    {
        for (var i = 0; i < times; i++)
        {
            circuit.Failed();
        }
    }
}
