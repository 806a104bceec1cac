using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace DeploymentFlex.Data.Schema;

/// <summary>Creates the text index; each provider writes it in its own SQL.</summary>
public sealed class CreateTextIndexOperation : MigrationOperation;
