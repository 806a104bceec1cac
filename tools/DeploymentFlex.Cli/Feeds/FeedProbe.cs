namespace DeploymentFlex.Cli.Feeds;

/// <summary>Asks the package source by restoring one tiny project that references an Aspire package.</summary>
internal sealed class FeedProbe(Repository repository)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // It lies in the repository, so that a nuget.config there counts, but takes no part in its build settings.
    private const string Project = """
        <Project>
          <PropertyGroup>
            <ImportDirectoryBuildProps>false</ImportDirectoryBuildProps>
            <ImportDirectoryBuildTargets>false</ImportDirectoryBuildTargets>
            <ImportDirectoryPackagesProps>false</ImportDirectoryPackagesProps>
          </PropertyGroup>
          <Import Project="Sdk.props" Sdk="Microsoft.NET.Sdk" />
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Aspire.Hosting.AppHost" Version="*" />
          </ItemGroup>
          <Import Project="Sdk.targets" Sdk="Microsoft.NET.Sdk" />
        </Project>
        """;

    public async Task<FeedAnswer> AskAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateDirectory(Path.Combine(repository.FlexFolder, "feed-probe")).FullName;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "probe.csproj"), Project, cancellationToken);
            var result = await ChildProcess.RunAsync(
                "dotnet",
                ["restore", "probe.csproj", "--no-http-cache"],
                folder,
                environment: new Dictionary<string, string>(StringComparer.Ordinal) { ["DOTNET_CLI_UI_LANGUAGE"] = "en" },
                cancellationToken: limit.Token);
            return FeedAnswer.Read(result.ExitCode, result.Output);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(null, $"no answer in {Patience.TotalMinutes:0} minutes");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
