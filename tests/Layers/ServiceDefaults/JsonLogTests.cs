using System.Globalization;
using System.Text.Json;
using DeploymentFlex.ServiceDefaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace DeploymentFlex.Layers.Tests.ServiceDefaults;

public class JsonLogTests
{
    [Fact]
    public void With_json_each_line_is_one_object_with_time_scope_and_fields()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = Path.GetTempPath() });
        builder.Configuration.AddInMemoryCollection([new("LOG_FORMAT", "json")]);
        builder.AddServiceDefaults("test");
        using var services = builder.Services.BuildServiceProvider();
        builder.Configuration["Logging:Console:FormatterName"].ShouldBe("json");
        var formatter = services.GetServices<ConsoleFormatter>().Single(static formatter => formatter.Name is "json");
        var scopes = new LoggerExternalScopeProvider();
        using var scope = scopes.Push(new Dictionary<string, object> { ["TraceId"] = "0af7651916cd43dd8448eb211c80319c" });

        using var output = new StringWriter(CultureInfo.InvariantCulture);
        var state = new KeyValuePair<string, object?>[] { new("Case", 7), new("{OriginalFormat}", "Case {Case}\nis done") };
        formatter.Write(new LogEntry<KeyValuePair<string, object?>[]>(LogLevel.Warning, "Some.Part", new EventId(3), state, new IOException("broken"), static (_, _) => "Case 7\nis done"), scopes, output);

        var line = output.ToString();
        line.TrimEnd().ShouldNotContain("\n");
        var json = JsonDocument.Parse(line).RootElement;
        DateTimeOffset.Parse(json.GetProperty("Timestamp").GetString()!, CultureInfo.InvariantCulture).Offset.ShouldBe(TimeSpan.Zero);
        json.GetProperty("LogLevel").GetString().ShouldBe("Warning");
        json.GetProperty("State").GetProperty("Case").GetInt32().ShouldBe(7);
        json.GetProperty("Scopes").GetRawText().ShouldContain("0af7651916cd43dd8448eb211c80319c");
        json.GetProperty("Exception").GetString()!.ShouldContain("IOException");
    }
}
