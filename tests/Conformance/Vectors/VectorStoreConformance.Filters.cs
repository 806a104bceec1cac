using DeploymentFlex.Vectors;
using Shouldly;
using Xunit;

namespace DeploymentFlex.Conformance.Vectors;

/// <content>What filters mean, the same in every provider.</content>
public abstract partial class VectorStoreConformance
{
    [Fact]
    public async Task Only_what_passes_the_filter_is_found()
    {
        var records = await FillAsync(200);
        var query = RandomVector();

        var matches = await Store.SearchAsync(_collection, query, 10, VectorFilter.For("case", "case 3"), Cancellation);
        var both = await Store.SearchAsync(
            _collection,
            query,
            200,
            new VectorFilter(Metadata(("case", "case 3"), ("parity", "even"))),
            Cancellation);

        ShouldBeNearest(matches, query, records.Where(static record => record.Metadata["case"] == "case 3").ToList(), 10);
        ShouldBeNearest(
            both, query, records.Where(static record => record.Metadata["case"] == "case 3" && record.Metadata["parity"] == "even").ToList(), 200);
    }

    [Theory]
    [InlineData("case", "none")]
    [InlineData("none", "case 3")]
    [InlineData("parity", "case 3")]
    public async Task A_filter_that_nothing_passes_finds_nothing(string name, string value)
    {
        await FillAsync(20);

        (await Store.SearchAsync(_collection, RandomVector(), 10, VectorFilter.For(name, value), Cancellation)).ShouldBeEmpty();
        (await Store.DeleteAsync(_collection, VectorFilter.For(name, value), Cancellation)).ShouldBe(0);
    }

    [Fact]
    public async Task A_filter_that_names_nothing_lets_everything_through()
    {
        var records = await FillAsync(20);
        var query = RandomVector();

        ShouldBeNearest(await Store.SearchAsync(_collection, query, 20, new VectorFilter(Metadata()), Cancellation), query, records, 20);
    }

    [Theory]
    [InlineData("'); DROP TABLE collections; --")]
    [InlineData("\"}], \"should\": [{")]
    [InlineData("$eq")]
    [InlineData("%")]
    [InlineData("*")]
    [InlineData("case 3 ")]
    [InlineData("CASE 3")]
    [InlineData("\\")]
    [InlineData("")]
    public async Task A_filter_means_its_value_and_nothing_else(string value)
    {
        var records = await FillAsync(20);
        var odd = records[4] with { Metadata = Metadata(("case", value)) };
        (await Store.SearchAsync(_collection, RandomVector(), 20, VectorFilter.For("case", value), Cancellation)).ShouldBeEmpty();

        await Store.UpsertAsync(_collection, [odd], Cancellation);

        (await Store.SearchAsync(_collection, RandomVector(), 20, VectorFilter.For("case", value), Cancellation)).ShouldHaveSingleItem().Id.ShouldBe(odd.Id);
        (await Store.DeleteAsync(_collection, VectorFilter.For("case", value), Cancellation)).ShouldBe(1);
        (await Store.CountAsync(_collection, Cancellation)).ShouldBe(19);
    }

    [Fact]
    public async Task What_passes_the_filter_is_deleted_and_counted()
    {
        var records = await FillAsync(200);
        var doomed = records.Where(static record => record.Metadata["case"] == "case 3").ToList();

        var deleted = await Store.DeleteAsync(_collection, VectorFilter.For("case", "case 3"), Cancellation);

        deleted.ShouldBe(doomed.Count);
        (await Store.CountAsync(_collection, Cancellation)).ShouldBe(200 - doomed.Count);
        (await Store.DeleteAsync(_collection, VectorFilter.For("case", "case 3"), Cancellation)).ShouldBe(0);
        var query = RandomVector();
        ShouldBeNearest(await Store.SearchAsync(_collection, query, 200, null, Cancellation), query, records.Except(doomed).ToList(), 200);
    }
}
