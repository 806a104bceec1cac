using System.Net;
using DeploymentFlex.Layers;
using Microsoft.Extensions.DependencyInjection;

namespace DeploymentFlex.Services.Tests.Knowledge.Searching;

public sealed class DegradedSearchTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("deploymentflex-knowledge-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task While_the_vectors_are_away_words_are_found_and_the_service_stays_ready()
    {
        await using var evidence = await EvidenceStandIn.StartAsync();
        await using (var healthy = await KnowledgeHost.StartInAsync(_folder.FullName, evidence.Address))
        {
            (await healthy.IndexAsync(evidence.Add("an albatross landed\n"))).EnsureSuccessStatusCode();
        }

        await using var knowledge = await KnowledgeHost.StartInAsync(
            _folder.FullName, evidence.Address, new("Layers:Vectors:Chain", "chaos"), new("Layers:Vectors:chaos:Failures", "1"));
        var chain = knowledge.Services.GetRequiredService<LayerChains>().All.Single(static chain => chain.Layer == Layer.Vectors);

        do
        {
            var answer = await knowledge.Http.GetAsync(new Uri("/api/knowledge/search?q=albatross", UriKind.Relative), TestContext.Current.CancellationToken);
            answer.Headers.GetValues("X-Degraded").ShouldBe(["vectors=text-index"]);
            (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("an albatross landed");
        }
        while (chain.Active is not null);

        chain.ServedBy.ShouldBe("text-index");
        var ready = await knowledge.Http.GetAsync(new Uri("/ready", UriKind.Relative), TestContext.Current.CancellationToken);
        ready.StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
