using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using DeploymentFlex.Benchmarks;

// The two verbs measure once and whole; everything else goes to BenchmarkDotNet: --filter '*Chain*'.
switch (args)
{
    case ["files", var folder, var mebibytes]:
        await FileThroughput.RunAsync(folder, int.Parse(mebibytes));
        break;
    case ["vectors", var folder, var count]:
        await VectorLoading.RunAsync(folder, int.Parse(count));
        break;
    default:
        // In this process: a generated project would need this solution's feeds and package versions.
        var job = Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance);
        BenchmarkSwitcher.FromAssembly(typeof(FileThroughput).Assembly).Run(args, DefaultConfig.Instance.AddJob(job));
        break;
}
