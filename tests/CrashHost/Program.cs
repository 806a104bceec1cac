// A process for tests to kill. "jobs <file>" enqueues jobs and "data <folder>" writes records, until it is killed; the id
// of each is printed when it was acknowledged. "credentials <name>" sets secrets, and prints each with its version.
using DeploymentFlex.CrashHost;

switch (args)
{
    case ["jobs", var path]:
        await Forever.EnqueueAsync(path);
        return 0;
    case ["data", var path]:
        await Forever.WriteAsync(path);
        return 0;
    case ["credentials", var name]:
        await Forever.SetCredentialsAsync(name);
        return 0;
    default:
        Console.Error.WriteLine("usage: jobs <file> | data <folder> | credentials <name>");
        return 64;
}
