using DeploymentFlex.ExternalApis;
using DeploymentFlex.Layers.Chaos;

namespace Example.Apis;

public class PatientCallerTests
{
    [Fact]
    public async Task A_caller_who_asks_again_gets_an_answer_from_an_api_that_often_fails()
    {
        var mock = new MockExternalApi(new MockExternalApiOptions { Answers = { ["weather"] = """{"sun":true}""" } });
        var faults = new ChaosFaults(new ChaosOptions { Seed = 7, Failures = 0.4, PartialWrites = 0.2 }, TimeProvider.System);
        var caller = new PatientCaller(faults.Around<IExternalApi>(mock));
        for (var i = 0; i < 20; i++)
        {
            (await caller.AskAsync("weather", TestContext.Current.CancellationToken)).Status.ShouldBe(200);
        }
    }
}
