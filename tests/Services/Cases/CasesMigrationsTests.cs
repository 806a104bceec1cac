using DeploymentFlex.Conformance.Data;
using DeploymentFlex.Services.Cases.Model;

namespace DeploymentFlex.Services.Tests.Cases;

public sealed class CasesMigrationsTests : MigrationsConformance<CasesDbContext>;
