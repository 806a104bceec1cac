// A process for tests to kill. "jobs <file>" enqueues jobs and "data <folder>" writes records, until it is killed; the id
// of each is printed when it was acknowledged.
using DeploymentFlex.CrashHost;

switch (args)
{
    case ["jobs", var path]:
        await Forever.EnqueueAsync(path);
        return 0;
    case ["data", var path]:
        await Forever.WriteAsync(path);
        return 0;
    default:
        Console.Error.WriteLine("usage: jobs <file> | data <folder>");
        return 64;
}
