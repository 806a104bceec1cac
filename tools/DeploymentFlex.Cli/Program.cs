using DeploymentFlex.Cli;
using DeploymentFlex.Cli.Commands;

using var interruption = new Interruption();

return await FlexCommand.RunAsync(args, Repository.Find(), interruption.Token);
