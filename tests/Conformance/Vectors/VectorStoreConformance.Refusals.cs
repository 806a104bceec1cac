using DeploymentFlex.Vectors;
using Shouldly;
using Xunit;

namespace DeploymentFlex.Conformance.Vectors;

/// <content>What every provider refuses.</content>
public abstract partial class VectorStoreConformance
{
    [Fact]
    public async Task A_deletion_without_a_condition_is_refused()
    {
        await FillAsync(3);

        await Should.ThrowAsync<ArgumentException>(
            async () => await Store.DeleteAsync(_collection, new VectorFilter(Metadata()), Cancellation));

        (await Store.CountAsync(_collection, Cancellation)).ShouldBe(3);
    }

    [Fact]
    public async Task Another_dimension_is_refused()
    {
        await FillAsync(3);
        var other = new float[Dimensions + 1];
        other[0] = 1;

        await Should.ThrowAsync<VectorDimensionException>(async () => await Store.EnsureCollectionAsync(_collection, Dimensions + 1, Cancellation));
        await Should.ThrowAsync<VectorDimensionException>(
            async () => await Store.UpsertAsync(_collection, [new VectorRecord(Guid.CreateVersion7(), other, Metadata())], Cancellation));
        await Should.ThrowAsync<VectorDimensionException>(async () => await Store.SearchAsync(_collection, other, 1, null, Cancellation));
        await Store.EnsureCollectionAsync(_collection, Dimensions, Cancellation);
        (await Store.CountAsync(_collection, Cancellation)).ShouldBe(3);
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(1e-30f)]
    public async Task A_vector_without_a_direction_is_refused(float value)
    {
        await FillAsync(3);
        var vector = new float[Dimensions];
        vector[^1] = value;

        await Should.ThrowAsync<ArgumentException>(async () => await Store.UpsertAsync(
            _collection, [new VectorRecord(Guid.CreateVersion7(), RandomVector(), Metadata()), new VectorRecord(Guid.CreateVersion7(), vector, Metadata())], Cancellation));
        await Should.ThrowAsync<ArgumentException>(async () => await Store.SearchAsync(_collection, vector, 1, null, Cancellation));
        (await Store.CountAsync(_collection, Cancellation)).ShouldBe(3);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1_000_000)]
    public async Task A_number_of_results_out_of_bounds_is_refused(int limit)
    {
        await FillAsync(3);

        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await Store.SearchAsync(_collection, RandomVector(), limit, null, Cancellation));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await Store.ExportAsync(_collection, null, limit, Cancellation));
    }

    [Theory]
    [MemberData(nameof(InvalidCollections))]
    public async Task An_invalid_name_of_a_collection_is_refused(string name)
    {
        await Should.ThrowAsync<ArgumentException>(async () => await Store.EnsureCollectionAsync(name, Dimensions, Cancellation));
        await Should.ThrowAsync<ArgumentException>(async () => await Store.SearchAsync(name, RandomVector(), 1, null, Cancellation));
        await Should.ThrowAsync<ArgumentException>(async () => await Store.CountAsync(name, Cancellation));
    }

    [Theory]
    [InlineData("", "value")]
    [InlineData("$eq", "value")]
    [InlineData("a.b", "value")]
    [InlineData("1", "value")]
    [InlineData("ä", "value")]
    [InlineData("name", "with \0")]
    public async Task Metadata_that_not_every_store_can_hold_is_refused(string name, string value)
    {
        await FillAsync(3);
        var record = new VectorRecord(Guid.CreateVersion7(), RandomVector(), Metadata((name, value)));

        await Should.ThrowAsync<ArgumentException>(async () => await Store.UpsertAsync(_collection, [record], Cancellation));
        await Should.ThrowAsync<ArgumentException>(async () => await Store.SearchAsync(_collection, RandomVector(), 1, VectorFilter.For(name, value), Cancellation));
        await Should.ThrowAsync<ArgumentException>(async () => await Store.DeleteAsync(_collection, VectorFilter.For(name, value), Cancellation));
        (await Store.CountAsync(_collection, Cancellation)).ShouldBe(3);
    }

    [Fact]
    public async Task Metadata_that_is_no_text_is_refused()
    {
        await FillAsync(3);
        var half = "half of a pair " + '\ud83d';

        await Should.ThrowAsync<ArgumentException>(async () => await Store.SearchAsync(_collection, RandomVector(), 1, VectorFilter.For("name", half), Cancellation));
        await Should.ThrowAsync<ArgumentException>(async () => await Store.UpsertAsync(
            _collection, [new VectorRecord(Guid.CreateVersion7(), RandomVector(), Metadata(("name", half)))], Cancellation));
    }

    [Theory]
    [InlineData("elsewhere")]
    [InlineData("-1")]
    public async Task A_cursor_that_no_page_returned_is_refused_or_leads_nowhere(string cursor)
    {
        await FillAsync(3);
        try
        {
            (await Store.ExportAsync(_collection, cursor, 2, Cancellation)).Records.Count.ShouldBeLessThanOrEqualTo(2);
        }
        catch (ArgumentException error)
        {
            error.Message.ShouldContain("cursor", Case.Insensitive);
        }
    }

    [Fact]
    public async Task A_collection_that_is_not_there_is_empty_to_readers_and_refused_to_writers()
    {
        (await Store.SearchAsync(_collection, RandomVector(), 5, null, Cancellation)).ShouldBeEmpty();
        (await Store.CountAsync(_collection, Cancellation)).ShouldBe(0);
        (await Store.ExportAsync(_collection, null, 5, Cancellation)).Records.ShouldBeEmpty();
        (await Store.DeleteAsync(_collection, VectorFilter.For("a", "b"), Cancellation)).ShouldBe(0);
        await Should.ThrowAsync<ArgumentException>(
            async () => await Store.UpsertAsync(_collection, [new VectorRecord(Guid.CreateVersion7(), RandomVector(), Metadata())], Cancellation));
    }
}
