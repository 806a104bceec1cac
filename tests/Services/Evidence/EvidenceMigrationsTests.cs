using DeploymentFlex.Conformance.Data;
using DeploymentFlex.Services.Evidence.Model;

namespace DeploymentFlex.Services.Tests.Evidence;

public sealed class EvidenceMigrationsTests : MigrationsConformance<EvidenceDbContext>;
