using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace DeploymentFlex.Data.Postgres;

/// <summary>Completes a service's model with what only PostgreSQL needs.</summary>
internal sealed class PostgresModel(ModelCustomizerDependencies dependencies) : RelationalModelCustomizer(dependencies)
{
    public override void Customize(ModelBuilder modelBuilder, DbContext context)
    {
        base.Customize(modelBuilder, context);
        var texts = from entity in modelBuilder.Model.GetEntityTypes()
                    from property in entity.GetProperties()
                    where property.ClrType == typeof(string) && property.GetValueConverter() is null
                    select property;
        foreach (var text in texts.ToList())
        {
            text.SetValueConverter(new NulConverter());
        }
    }
}
