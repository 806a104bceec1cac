using DeploymentFlex.Services.Knowledge.Indexing;
using DeploymentFlex.Services.Tests.Knowledge.Embedding;
using DeploymentFlex.TestSupport;
using DeploymentFlex.Vectors;
using Microsoft.Extensions.DependencyInjection;

namespace DeploymentFlex.Services.Tests.Knowledge;

public sealed class ReembeddingTests
{
    private const int Templates = 600;
    private const string Hashed = "passages-hashed1-384";
    private const string Remote = "passages-text-embedding-local-16";

    [Fact]
    public async Task Another_embedder_gets_a_collection_of_its_own_with_all_passages()
    {
        var folder = Directory.CreateTempSubdirectory("deploymentflex-knowledge-");
        try
        {
            await using var evidence = await EvidenceStandIn.StartAsync();
            await using var embeddings = await EmbeddingsStandIn.StartAsync();
            var id = evidence.Add(string.Concat(Enumerable.Range(0, 4 * Templates).Select(static i => $"ibis {Name(i % Templates)} seen {i} times\n")));
            await using (var before = await KnowledgeHost.StartInAsync(folder.FullName, evidence.Address))
            {
                (await before.IndexAsync(id)).EnsureSuccessStatusCode();
                (await CountAsync(before, Hashed)).ShouldBe(Templates * PassageWriter.VectorsPerTemplate);
            }

            await using var after = await KnowledgeHost.StartInAsync(folder.FullName, evidence.Address, embeddings.Settings());

            await Until.TrueAsync(
                async _ => await CountAsync(after, Remote) == Templates * PassageWriter.VectorsPerTemplate && await CountAsync(after, Hashed) == 0, "all vectors are in the new collection");
            (await after.SearchAsync($"ibis {Name(17)}"))[0].GetProperty("text").GetString()!.ShouldContain(Name(17));
            evidence.Statuses.Count(static status => status is "indexed").ShouldBe(1, "the evidence is not read again");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Name(int number) => $"{(char)('a' + (number / 26))}{(char)('a' + (number % 26))}bird";

    private static async Task<long> CountAsync(KnowledgeHost host, string collection) =>
        await host.Services.GetRequiredService<IVectorStore>().CountAsync(collection, TestContext.Current.CancellationToken);
}
