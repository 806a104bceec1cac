using DeploymentFlex.Cli.Health;
using Spectre.Console;

namespace DeploymentFlex.Cli.Demo;

/// <summary>The main job while the cache server is there, is killed, and is back.</summary>
internal sealed class CacheStory(Story story, DemoCache cache, Uri gateway, Repository repository)
{
    private const string Log = "OpenSSH_2k.log";
    private const string Question = "invalid user webmaster";

    public async Task TellAsync(CancellationToken cancellationToken)
    {
        using var system = new DemoSystem(gateway);
        story.Tell($"Everything is healthy. Open {gateway} now: the console shows what is told here.");
        var usual = "";
        await SeeConsoleAsync(system, said => (usual = said).Length > 0, cancellationToken);
        await story.PauseAsync(cancellationToken);

        story.Tell("A case is opened, a log uploaded and searched, through the gateway.");
        var caseId = await system.OpenCaseAsync("Sshd refuses logins", cancellationToken);
        var evidence = await system.UploadAsync(caseId, Path.Combine(repository.Root, "tests", "Data", "loghub", Log), cancellationToken);
        await story.SeeAsync("the log is indexed", async token =>
            await system.StatusAsync(evidence, token) is "indexed" ? $"{Log} is stored and indexed" : null, cancellationToken);
        await story.SeeAsync("the search finds the line", async token =>
            await system.SearchAsync(caseId, Question, token) is { Line: { } line } ? $"\"{Question}\" is found: [grey]{Markup.Escape(line)}[/]" : null, cancellationToken);
        await SeeCacheAsync(system, static layer => !layer.Degraded, cancellationToken);
        await story.PauseAsync(cancellationToken);

        await using var users = new DemoUsers(system, caseId, Question);
        story.Tell("The cache server is killed (kill -9), while users search five times a second.");
        await cache.KillAsync();
        await story.SeeAsync("the fallback serves", async token =>
            await system.SearchAsync(caseId, Question, token) is { Line: not null, Degraded: { Length: > 0 } header }
                ? $"the same search: 200, with [yellow]X-Degraded: {Markup.Escape(header)}[/]"
                : null, cancellationToken);
        await story.SeeAsync("the gateway is ready", async token => await system.IsReadyAsync(token) ? "/ready: 200, so nobody takes the gateway out of service" : null, cancellationToken);
        await SeeCacheAsync(system, static layer => layer is { Degraded: true, Active: "memory" } && layer.Chain[0].State is "open", cancellationToken);
        await SeeConsoleAsync(system, said => said != usual, cancellationToken);
        await story.PauseAsync(cancellationToken);

        story.Tell("The cache server is started again, empty. Three good probes, 5 s apart, and the chain returns.");
        await cache.StartAsync(cancellationToken);
        await SeeCacheAsync(system, static layer => !layer.Degraded, cancellationToken);
        await story.SeeAsync("the header is gone", async token =>
            await system.SearchAsync(caseId, Question, token) is { Line: not null, Degraded: null } ? "the same search: 200, without X-Degraded" : null, cancellationToken);
        await SeeConsoleAsync(system, said => said == usual, cancellationToken);
        await story.PauseAsync(cancellationToken);

        await users.DisposeAsync();
        story.Tell($"Users searched {users.Searches} times meanwhile; {users.Failures} failed, and the slowest answer took {users.Slowest.TotalMilliseconds:0} ms.");
        if (users.Failures > 0)
        {
            story.Miss($"a search failed: {users.LastFailure}");
        }
    }

    private Task SeeCacheAsync(DemoSystem system, Func<LayerHealth, bool> isSo, CancellationToken cancellationToken) =>
        story.SeeAsync("/health shows the layer so", async token =>
            await system.CacheAsync(token) is { } layer && isSo(layer) ? $"/health: {LayerPicture.Draw(layer, layer.Layer.Length, DateTimeOffset.UtcNow)}" : null, cancellationToken);

    private Task SeeConsoleAsync(DemoSystem system, Func<string, bool> isSo, CancellationToken cancellationToken) =>
        story.SeeAsync("the console shows it", async token =>
            await system.ConsoleVerdictAsync(token) is { } said && isSo(said) ? $"the console: {Markup.Escape(said)}" : null, cancellationToken);
}
