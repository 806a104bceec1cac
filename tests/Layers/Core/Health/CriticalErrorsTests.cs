using System.Globalization;
using DeploymentFlex.Conformance.Time;
using DeploymentFlex.Layers.Health;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DeploymentFlex.Layers.Tests.Core.Health;

public sealed partial class CriticalErrorsTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly IHost _host;

    public CriticalErrorsTests()
    {
        var builder = LayerHost.Create(("Health:CriticalErrors:DegradedFrom", "2"), ("Health:CriticalErrors:UnhealthyFrom", "3"));
        builder.Services.AddSingleton<TimeProvider>(_time);
        builder.Services.AddMetrics();
        builder.AddLayersForTest();
        _host = builder.Build();
    }

    private HealthReporter Reporter => _host.Services.GetRequiredService<HealthReporter>();

    private string Status => Reporter.Report(withDetails: false).Status;

    public void Dispose() => _host.Dispose();

    [Fact]
    public void What_is_logged_as_critical_counts_for_a_while()
    {
        var logger = _host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Some.Part");
        LogError(logger);
        Status.ShouldBe("healthy");
        var expected = new[] { "healthy", "degraded", "unhealthy" };
        foreach (var status in expected)
        {
            LogBroken(logger, new IOException("password=CANARY"), "CANARY");
            Status.ShouldBe(status);
            _time.Advance(TimeSpan.FromSeconds(30));
        }

        Reporter.IsReady.ShouldBeTrue();
        var details = Reporter.Report(withDetails: true).Errors;
        details.Select(static error => (error.Source, error.Type)).ShouldBe(Enumerable.Repeat(("Some.Part", (string?)"IOException"), 3));
        details[0].At.ShouldBeGreaterThan(details[2].At);
        Reporter.Report(withDetails: false).Errors.ShouldBeEmpty();

        _time.Advance(TimeSpan.FromMinutes(4));
        Status.ShouldBe("degraded");
        _time.Advance(TimeSpan.FromMinutes(5));
        Status.ShouldBe("healthy");
    }

    [Fact]
    public void A_flood_of_them_is_bounded()
    {
        var errors = _host.Services.GetRequiredService<CriticalErrors>();
        for (var i = 0; i < 1000; i++)
        {
            errors.Add(i.ToString(CultureInfo.InvariantCulture), type: null);
        }

        errors.Recent().Count.ShouldBe(100);
        errors.Recent()[0].Source.ShouldBe("999");
    }

    [Fact]
    public async Task A_wrong_setting_is_named()
    {
        var builder = LayerHost.Create(("Health:CriticalErrors:Window", "00:00:00"));
        builder.Services.AddMetrics();
        builder.AddLayersForTest();
        using var host = builder.Build();
        (await Should.ThrowAsync<Exception>(() => host.StartAsync(TestContext.Current.CancellationToken))).Message.ShouldContain("Health:CriticalErrors:Window");
    }

    [LoggerMessage(1, LogLevel.Critical, "broken: {Secret}")]
    private static partial void LogBroken(ILogger logger, Exception error, string secret);

    [LoggerMessage(2, LogLevel.Error, "this is none")]
    private static partial void LogError(ILogger logger);
}
