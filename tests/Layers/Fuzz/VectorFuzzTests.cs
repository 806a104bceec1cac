using System.Net;
using System.Text;
using DeploymentFlex.Vectors;
using DeploymentFlex.Vectors.Chroma;
using DeploymentFlex.Vectors.Pinecone;
using DeploymentFlex.Vectors.Qdrant;
using DeploymentFlex.Vectors.Servers;
using FsCheck;

namespace DeploymentFlex.Layers.Tests.Fuzz;

/// <summary>Whatever a server of vectors answers, and whatever a filter says, there is a result or an error that is meant for it.</summary>
public sealed class VectorFuzzTests
{
    private const string Id = "0197f9d5-0000-7000-8000-000000000001";

    // Parts of answers as the servers give them, right and wrong ones.
    private static readonly string[] s_parts =
    [
        "{}", "[]", "null", "", "0", "-1", "1e999", "\"text\"", "true", "{\"result\":null}", "{\"result\":{\"points\":[null]}}", "{\"result\":{\"count\":-1}}",
        """{"result":{"points":[{"id":"0197f9d5-0000-7000-8000-000000000001","version":1,"score":7e300,"payload":{"a":null}}]}}""",
        """{"result":{"points":[{"id":"0197f9d5-0000-7000-8000-000000000001","vector":[1],"payload":{"a":"b"}}],"next_page_offset":"0197f9d5-0000-7000-8000-000000000001"}}""",
        """{"ids":[["0197f9d5-0000-7000-8000-000000000001"]],"distances":[[null]],"metadatas":[[{"a":"b"}]]}""", """{"ids":["0197f9d5-0000-7000-8000-000000000001"],"embeddings":[null],"metadatas":[{"a":null}]}""",
        """{"ids":["0197f9d5-0000-7000-8000-000000000001","0197f9d5-0000-7000-8000-000000000001"],"embeddings":[[1,0]],"metadatas":[]}""", """{"ids":["0197f9d5-0000-7000-8000-000000000001"],"embeddings":[[1,0]],"metadatas":[null]}""",
        """{"matches":[{"id":"0197f9d5-0000-7000-8000-000000000001","score":0.5},null]}""", """{"matches":[{"id":"no uuid"}]}""", """{"vectors":{"no uuid":{}}}""",
        """{"vectors":[{"id":"0197f9d5-0000-7000-8000-000000000001"}],"pagination":{"next":""}}""", """{"vectors":{"0197f9d5-0000-7000-8000-000000000001":{"id":"0197f9d5-0000-7000-8000-000000000001","values":[1,0,0]} } }""",
        """{"record_count":-5}""", """{"status":{"error":"no"}}""",
    ];

    public static TheoryData<string> Servers => ["chroma", "qdrant", "pinecone"];

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Any_answer_is_a_result_or_an_error_that_names_the_server(string server)
    {
        using var line = new Line(server);
        var store = Open(server, line);
        await store.EnsureCollectionAsync("notes", 2, TestContext.Current.CancellationToken);
        Fuzzing.Run<(int Part, int Cut, NonNull<string> Noise, int Status)>(input =>
        {
            var part = s_parts[(int)((uint)input.Part % (uint)s_parts.Length)];
            line.Answer = input.Cut % 3 == 0 ? part : part[..Math.Abs(input.Cut % (part.Length + 1))] + input.Noise.Get;
            line.Status = (HttpStatusCode)(input.Status % 4 == 0 ? 200 + Math.Abs(input.Status % 400) : 200);
            foreach (var call in Calls(store))
            {
                Try(call);
            }
        });
    }

    [Fact]
    public void A_filter_is_refused_or_one_that_every_server_takes() => Fuzzing.Run<(NonNull<string> Name, NonNull<string> Value)[]>(pairs =>
    {
        var filter = new VectorFilter(pairs.DistinctBy(static pair => pair.Name.Get, StringComparer.Ordinal).ToDictionary(static pair => pair.Name.Get, static pair => pair.Value.Get, StringComparer.Ordinal));
        try
        {
            VectorInput.CheckFilter(filter);
        }
        catch (ArgumentException)
        {
            return;
        }

        foreach (var (name, value) in filter.Equal)
        {
            name.ShouldMatch("^[A-Za-z_][A-Za-z0-9_-]*$");
            Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(value)).ShouldBe(value);
            value.ShouldNotContain("\0");
        }
    });

    private static IEnumerable<Func<Task>> Calls(IVectorStore store)
    {
        float[] vector = [1, 0];
        var record = new VectorRecord(Guid.Parse(Id), vector, new Dictionary<string, string>(StringComparer.Ordinal) { ["a"] = "b" });
        yield return () => store.UpsertAsync("notes", [record], CancellationToken.None).AsTask();
        yield return () => store.SearchAsync("notes", vector, 3, VectorFilter.For("a", "b"), CancellationToken.None).AsTask();
        yield return () => store.ExportAsync("notes", cursor: null, 3, CancellationToken.None).AsTask();
        yield return () => store.DeleteAsync("notes", VectorFilter.For("a", "b"), CancellationToken.None).AsTask();
        yield return () => store.CountAsync("notes", CancellationToken.None).AsTask();
        yield return () => store.EnsureCollectionAsync("others", 2, CancellationToken.None).AsTask();
    }

    private static void Try(Func<Task> call)
    {
        try
        {
            call().GetAwaiter().GetResult();
        }
        catch (Exception error) when (error is VectorServerException or VectorDimensionException || (error is ArgumentException && error.Message.Contains("There is no collection", StringComparison.Ordinal)))
        {
            error.Message.ShouldNotBeNullOrWhiteSpace();
        }
    }

    private static IVectorStore Open(string server, HttpMessageHandler line) => server switch
    {
        "chroma" => new ChromaVectorStore(new ChromaOptions { Url = "http://there" }, "test", line),
        "qdrant" => new QdrantVectorStore(new QdrantOptions { Url = "http://there" }, "test", line),
        _ => new PineconeVectorStore(new PineconeOptions { Url = "http://there", ApiKey = "key" }, "test", line),
    };

    /// <summary>Answers every request the same; at first so that there is a collection.</summary>
    private sealed class Line(string server) : HttpMessageHandler
    {
        public string? Answer { get; set; }

        public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(Status) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Answer ?? First(request.RequestUri!.AbsolutePath))) });

        private string First(string path) => server switch
        {
            "chroma" => """{"id":"0197f9d5-0000-7000-8000-000000000001","metadata":{"dimensions":2},"configuration_json":{"hnsw":{"space":"cosine"}}}""",
            "qdrant" => """{"result":{"config":{"params":{"vectors":{"size":2,"distance":"Cosine"}}}}}""",
            _ => path.EndsWith("stats", StringComparison.Ordinal) ? """{"dimension":2,"metric":"cosine"}""" : """{"namespaces":[{"name":"notes.2"}]}""",
        };
    }
}
