using System.Text;
using DeploymentFlex.Layers.RecordLogs;

namespace DeploymentFlex.Layers.Tests.Core.RecordLogs;

public sealed class RecordLogTests : IDisposable
{
    private readonly RecordLogFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Records_are_found_again_in_their_order()
    {
        await _fixture.WriteAsync("one", "two");
        await _fixture.WriteAsync("three");

        (await _fixture.ReadAsync()).ShouldBe(["one", "two", "three"]);
    }

    [Fact]
    public async Task Records_of_many_callers_are_all_there_once()
    {
        await using (var log = _fixture.Open())
        {
            await Parallel.ForAsync(0, 500, TestContext.Current.CancellationToken, async (i, token) =>
                await log.AppendAsync(Encoding.UTF8.GetBytes($"{i}"), token));
        }

        (await _fixture.ReadAsync()).Select(int.Parse).Order().ShouldBe(Enumerable.Range(0, 500));
    }

    [Fact]
    public async Task A_full_log_refuses_and_takes_again_after_a_compaction()
    {
        await using var log = _fixture.Open(maxBytes: 200);
        await log.AppendAsync(new byte[100], CancellationToken.None);

        Should.Throw<RecordLogFullException>(() => log.Append(new byte[100])).Message.ShouldContain("200 bytes");
        await log.CompactAsync([]);

        await log.AppendAsync(new byte[100], CancellationToken.None);
        log.Length.ShouldBe(new FileInfo(_fixture.Path).Length);
    }

    [Fact]
    public async Task A_compaction_keeps_what_it_is_given_and_what_comes_after()
    {
        await using (var log = _fixture.Open())
        {
            await log.AppendAsync("dead"u8.ToArray(), CancellationToken.None);
            log.Append("dead too"u8);
            var compaction = log.CompactAsync([Encoding.UTF8.GetBytes("alive")]);
            log.Append("later"u8);
            await compaction;
        }

        (await _fixture.ReadAsync()).ShouldBe(["alive", "later"]);
    }

    [Fact]
    public async Task A_compaction_that_cannot_write_leaves_the_log_as_it_is()
    {
        await using (var log = _fixture.Open())
        {
            await log.AppendAsync("one"u8.ToArray(), CancellationToken.None);
            Directory.CreateDirectory(_fixture.Path + ".new");
            log.Append("with it"u8);
            var compaction = log.CompactAsync([]);
            await log.FlushAsync(CancellationToken.None);
            await Should.ThrowAsync<Exception>(compaction);

            await log.AppendAsync("two"u8.ToArray(), CancellationToken.None);
            log.Length.ShouldBe(new FileInfo(_fixture.Path).Length);
        }

        (await _fixture.ReadAsync()).ShouldBe(["one", "with it", "two"]);
    }

    [Fact]
    public async Task A_second_process_is_refused_with_a_next_step()
    {
        await using var log = _fixture.Open();

        Should.Throw<RecordLogInUseException>(() => _fixture.Open()).Message.ShouldContain("data path");
    }

    [Fact]
    public async Task A_file_of_a_newer_version_is_refused_and_left_alone()
    {
        await using (_fixture.Open(version: 3))
        {
        }

        var before = await File.ReadAllBytesAsync(_fixture.Path, TestContext.Current.CancellationToken);
        Should.Throw<RecordLogVersionException>(() => _fixture.Open(version: 2)).Message.ShouldContain("1.3");
        (await File.ReadAllBytesAsync(_fixture.Path, TestContext.Current.CancellationToken)).ShouldBe(before);
    }

    [Fact]
    public async Task A_file_of_another_kind_is_refused()
    {
        await _fixture.WriteAsync("one");

        Should.Throw<RecordLogCorruptException>(() => _fixture.Open(kind: "ELSE")).Message.ShouldContain("TEST");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(RecordLog.MaxRecordBytes + 1)]
    public async Task A_record_that_is_empty_or_too_large_is_refused(int bytes)
    {
        await using var log = _fixture.Open(maxBytes: 1 << 26);

        Should.Throw<ArgumentException>(() => log.Append(new byte[bytes])).Message.ShouldContain($"{bytes}");
    }

    [Fact]
    public async Task The_largest_records_are_found_again()
    {
        await using (var log = _fixture.Open(maxBytes: 1 << 26))
        {
            log.Append(Enumerable.Repeat((byte)'a', RecordLog.MaxRecordBytes).ToArray());
            log.Append(Enumerable.Repeat((byte)'b', RecordLog.MaxRecordBytes).ToArray());
        }

        (await _fixture.ReadAsync()).Select(static record => (record[0], record.Length))
            .ShouldBe([('a', RecordLog.MaxRecordBytes), ('b', RecordLog.MaxRecordBytes)]);
    }
}
