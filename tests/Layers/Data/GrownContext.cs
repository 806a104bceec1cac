using DeploymentFlex.Data;
using Microsoft.EntityFrameworkCore;

namespace DeploymentFlex.Layers.Tests.Data;

/// <summary>A context whose second migration took something away.</summary>
public sealed class GrownContext(DbContextOptions<GrownContext> options) : ServiceDbContext(options);
