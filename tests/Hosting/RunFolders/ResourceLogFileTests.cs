using Aspire.Hosting.ApplicationModel;
using DeploymentFlex.Hosting.RunFolders;

namespace DeploymentFlex.Hosting.Tests.RunFolders;

public sealed class ResourceLogFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hosting-test-").FullName;

    [Fact]
    public async Task Lines_are_added_to_those_of_the_run_before()
    {
        var file = Path.Combine(_folder, "cases.log");
        await File.WriteAllTextAsync(file, "before\n", TestContext.Current.CancellationToken);

        await ResourceLogFile.WriteAsync(file, Batches("one", "two"));

        (await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken)).ShouldBe(["before", "one", "two"]);
    }

    [Fact]
    public async Task A_full_file_is_put_aside_and_one_such_is_kept()
    {
        var file = Path.Combine(_folder, "cases.log");
        var full = new string('x', (int)ResourceLogFile.SizeLimit);

        await ResourceLogFile.WriteAsync(file, Batches("first" + full, "second" + full, "third"));

        (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).ShouldBe("third" + Environment.NewLine);
        (await File.ReadAllTextAsync(file + ".1", TestContext.Current.CancellationToken)).ShouldStartWith("second");
        Directory.GetFiles(_folder).Length.ShouldBe(2);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async IAsyncEnumerable<IReadOnlyList<LogLine>> Batches(params string[] lines)
    {
        foreach (var (index, line) in lines.Index())
        {
            await Task.Yield();
            yield return [new LogLine(index + 1, line, IsErrorMessage: false)];
        }
    }
}
