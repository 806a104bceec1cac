using System.Net;
using DeploymentFlex.Layers;
using DeploymentFlex.Layers.Configuration;
using DeploymentFlex.Services.Knowledge.Embedding;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace DeploymentFlex.Services.Tests.Knowledge.Embedding;

public sealed class RemoteEmbedderTests : IAsyncLifetime
{
    private EvidenceStandIn _evidence = null!;
    private EmbeddingsStandIn _embeddings = null!;
    private KnowledgeHost _knowledge = null!;

    public async ValueTask InitializeAsync()
    {
        _evidence = await EvidenceStandIn.StartAsync();
        _embeddings = await EmbeddingsStandIn.StartAsync();
        _knowledge = await KnowledgeHost.StartAsync(_evidence.Address, _embeddings.Settings());
    }

    public async ValueTask DisposeAsync()
    {
        await _knowledge.DisposeAsync();
        await _embeddings.DisposeAsync();
        await _evidence.DisposeAsync();
    }

    [Fact]
    public async Task Texts_are_sent_in_batches_and_come_back_in_order_with_length_one()
    {
        var texts = Enumerable.Range(0, 250).Select(static i => $"text {i}").ToList();

        var vectors = await Embedder.EmbedAsync(texts, TestContext.Current.CancellationToken);

        _embeddings.Batches.ShouldBe([100, 100, 50]);
        var alone = await Embedder.EmbedAsync(["text 123"], TestContext.Current.CancellationToken);
        vectors[123].ToArray().ShouldBe(alone[0].ToArray());
        vectors.ShouldAllBe(static vector => Math.Abs(vector.ToArray().Sum(static value => value * value) - 1) < 1e-5);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_busy_server_is_asked_again(int status)
    {
        _embeddings.Failures.Enqueue(status);

        (await Embedder.EmbedAsync(["text"], TestContext.Current.CancellationToken)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_server_that_refuses_is_not_asked_again_and_the_key_is_not_shown()
    {
        _embeddings.Failures.Enqueue(401);

        var error = await Should.ThrowAsync<EmbeddingException>(() => Embedder.EmbedAsync(["text"], TestContext.Current.CancellationToken).AsTask());

        error.Message.ShouldContain("401");
        error.ToString().ShouldNotContain(EmbeddingsStandIn.Key);
        _embeddings.Batches.ShouldBeEmpty();
    }

    [Fact]
    public async Task Vectors_of_another_dimension_fail_the_evidence_with_the_reason()
    {
        _embeddings.Dimensions = 8;
        var id = _evidence.Add("a line\n");

        var answer = await _knowledge.IndexAsync(id);

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        _evidence.Statuses.Last().ShouldBe("failed");
        _evidence.Reports.Last().GetProperty("reason").GetString()!.ShouldContain("Knowledge:OpenAi:Dimensions is 16");
        (await _knowledge.SearchAsync("line")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_search_is_answered_by_words_alone_while_the_embedder_refuses()
    {
        var id = _evidence.Add("an albatross landed\n");
        (await _knowledge.IndexAsync(id)).EnsureSuccessStatusCode();
        _embeddings.Failures.Enqueue(403);

        var answer = await _knowledge.Http.GetAsync(new Uri("/api/knowledge/search?q=albatross", UriKind.Relative), TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.GetValues("X-Degraded").ShouldBe(["vectors=text-index"]);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("an albatross landed");
    }

    [Fact]
    public async Task While_the_embedder_is_away_words_are_found_and_the_service_stays_ready()
    {
        var id = _evidence.Add("an albatross landed\n");
        (await _knowledge.IndexAsync(id)).EnsureSuccessStatusCode();
        await _embeddings.DisposeAsync();
        var chain = _knowledge.Services.GetRequiredService<LayerChains>().All.Single(static chain => chain.Layer == Layer.ExternalApis);

        while (chain.ServedBy is not null)
        {
            (await _knowledge.SearchAsync("albatross")).Count.ShouldBe(1);
        }

        (await _knowledge.SearchAsync("albatross")).Count.ShouldBe(1);
        var ready = await _knowledge.Http.GetAsync(new Uri("/ready", UriKind.Relative), TestContext.Current.CancellationToken);
        ready.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_embedder_without_an_address_stops_the_start_and_says_which_setting()
    {
        var settings = _embeddings.Settings().Where(static setting => !setting.Key.StartsWith("Layers:", StringComparison.Ordinal));

        var error = await Should.ThrowAsync<SettingsException>(() => KnowledgeHost.StartAsync(_evidence.Address, settings));

        error.Message.ShouldContain("Layers:ExternalApis:production:Apis:embeddings:BaseUrl");
    }

    [Theory]
    [InlineData("Knowledge:Embedder", "word2vec", "hashed or openai")]
    [InlineData("Knowledge:MaxEntriesPerFile", "0", "MaxEntriesPerFile")]
    [InlineData("Knowledge:OpenAi:Model", "", "Knowledge:OpenAi:Model")]
    [InlineData("Knowledge:OpenAi:Dimensions", "0", "Knowledge:OpenAi:Dimensions")]
    public async Task A_wrong_setting_stops_the_start_and_says_which(string name, string value, string expected)
    {
        var settings = _embeddings.Settings().Where(setting => setting.Key != name).Append(new(name, value));

        var error = await Should.ThrowAsync<OptionsValidationException>(() => KnowledgeHost.StartAsync(_evidence.Address, settings));

        error.Message.ShouldContain(expected);
    }

    private IEmbedder Embedder => _knowledge.Services.GetRequiredService<IEmbedder>();
}
