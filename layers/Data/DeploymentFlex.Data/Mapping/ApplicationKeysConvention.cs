using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;

namespace DeploymentFlex.Data.Mapping;

/// <summary>
/// Keys of type <see cref="Guid"/> come from the application. Otherwise EF Core takes a new child that has its key
/// already for one that is in the database, and updates it.
/// </summary>
internal sealed class ApplicationKeysConvention : IModelFinalizingConvention
{
    public void ProcessModelFinalizing(IConventionModelBuilder modelBuilder, IConventionContext<IConventionModelBuilder> context)
    {
        var keys = from entity in modelBuilder.Metadata.GetEntityTypes()
                   from key in entity.GetKeys()
                   from property in key.Properties
                   where property.ClrType == typeof(Guid)
                   select property;
        foreach (var property in keys)
        {
            property.Builder.ValueGenerated(ValueGenerated.Never);
        }
    }
}
