using DeploymentFlex.Layers.Configuration;
using DeploymentFlex.Layers.Isolation;
using DeploymentFlex.Layers.Tests.Core;
using DeploymentFlex.Vectors;
using DeploymentFlex.Vectors.Chroma;
using DeploymentFlex.Vectors.Pgvector;
using DeploymentFlex.Vectors.Pinecone;
using DeploymentFlex.Vectors.Qdrant;
using Microsoft.Extensions.DependencyInjection;

namespace DeploymentFlex.Layers.Tests.Vectors;

/// <summary>Settings become providers, or an error that says what to set.</summary>
public sealed class VectorProvidersTests
{
    [Theory]
    [InlineData("VECTOR_DB_PROVIDER=chroma;CHROMA_HOST=chroma;CHROMA_PORT=8000")]
    [InlineData("VECTOR_DB_PROVIDER=pinecone;PINECONE_API_KEY=key;PINECONE_INDEX_NAME=notes;PINECONE_ENVIRONMENT=us-east-1")]
    [InlineData("VECTOR_DB_PROVIDER=qdrant;Layers:Vectors:qdrant:Url=http://qdrant:6333")]
    [InlineData("VECTOR_DB_PROVIDER=qdrant;ConnectionStrings:vectors_http=Endpoint=http://qdrant:6333|Key=key")]
    [InlineData("VECTOR_DB_PROVIDER=pgvector;ConnectionStrings:vectors=Host=there|Username=flex")]
    [InlineData("VECTOR_DB_PROVIDER=pgvector;DATABASE_URL=postgresql://flex:secret@there/flex")]
    public void A_provider_is_made_of_what_is_set(string settings) => Should.NotThrow(() => Build(settings));

    [Theory]
    [InlineData("VECTOR_DB_PROVIDER=chroma", "Layers:Vectors:chroma:Url: must be an address such as http://chroma:8000.")]
    [InlineData("VECTOR_DB_PROVIDER=chroma;CHROMA_HOST=chroma;CHROMA_PORT=0", "Layers:Vectors:chroma:Port: must be between 1 and 65535.")]
    [InlineData("VECTOR_DB_PROVIDER=qdrant;Layers:Vectors:qdrant:Url=qdrant:6333", "Layers:Vectors:qdrant:Url: must be an address such as http://qdrant:6333.")]
    [InlineData("VECTOR_DB_PROVIDER=qdrant;ConnectionStrings:vectors=nothing", "ConnectionStrings:vectors: must be Endpoint=http://qdrant:6333;Key=…, or set Layers:Vectors:qdrant:Url.")]
    [InlineData("VECTOR_DB_PROVIDER=pinecone;PINECONE_INDEX_NAME=notes", "Layers:Vectors:pinecone:ApiKey: must be set; PINECONE_API_KEY does as well.")]
    [InlineData("VECTOR_DB_PROVIDER=pinecone;PINECONE_API_KEY=key", "Layers:Vectors:pinecone:Index: or Url must name the index; PINECONE_INDEX_NAME does as well.")]
    [InlineData("VECTOR_DB_PROVIDER=pgvector", "Layers:Vectors:pgvector:Url: or Host must be set, for example postgresql://user:password@db:5432/deploymentflex.")]
    [InlineData("DEPLOYMENT_MODE=on-premises;VECTOR_DB_PROVIDER=pinecone;PINECONE_API_KEY=key;PINECONE_INDEX_NAME=notes", "on-premises mode")]
    [InlineData("VECTOR_DB_PROVIDER=faiss", "VECTOR_DB_PROVIDER: 'faiss' is not known. Allowed: embedded, chroma, qdrant, pgvector, pinecone.")]
    public void What_is_missing_is_said_by_the_name_of_its_setting(string settings, string message) =>
        Should.Throw<SettingsException>(() => Build(settings)).Message.ShouldContain(message);

    [Fact]
    public void Each_server_is_named_for_the_guard_of_connections()
    {
        Endpoints(new QdrantOptions { Url = "http://qdrant:6333" }).ShouldBe("qdrant:6333");
        Endpoints(new ChromaOptions { Url = "https://chroma.example" }).ShouldBe("chroma.example:443");
        Endpoints(new PineconeOptions { Url = "https://index.svc.pinecone.io" }).ShouldBe("index.svc.pinecone.io:443");
        Endpoints(new PineconeOptions { Index = "notes" }).ShouldBeEmpty();
        Endpoints(new PgvectorOptions { Host = "one,two:6000" }).ShouldBe("one:5432 two:6000");
    }

    private static string Endpoints(INamesEndpoints options) => string.Join(' ', options.Endpoints);

    private static void Build(string settings)
    {
        var builder = LayerHost.Create([.. settings.Split(';').Select(static pair => pair.Split('=', 2)).Select(static pair => (pair[0], pair[1].Replace('|', ';')))]).AddLayersForTest();
        builder.Services.AddMetrics().AddLogging();
        builder.AddVectors();
        using var host = builder.Build();
        host.Services.GetRequiredService<IVectorStore>().ShouldNotBeNull();
    }
}
