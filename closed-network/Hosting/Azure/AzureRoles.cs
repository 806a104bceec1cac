using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Azure;

/// <summary>Lets those who run the application use a resource of Azure.</summary>
internal sealed class AzureRoles : AzureProvisioningResource
{
    private readonly string _template;

    private AzureRoles(AzureProvisioningResource target, string template, bool namesPrincipalType)
        : base($"{target.Name}-roles")
    {
        _template = template;
        Parameters[$"{target.BicepName}_outputs_name"] = new BicepOutputReference("name", target);
        if (namesPrincipalType)
        {
            Parameters["principalType"] = "";
        }

        Parameters["principalId"] = "";
    }

    /// <summary>Adds them to what is published, after everything that the AppHost adds.</summary>
    public static void Add<T>(IResourceBuilder<T> target, string template, bool namesPrincipalType = true)
        where T : AzureProvisioningResource
    {
        var application = target.ApplicationBuilder;
        if (!application.ExecutionContext.IsPublishMode)
        {
            return;
        }

        application.Eventing.Subscribe<BeforeStartEvent>((_, _) =>
        {
            AzurePublishing.Publish(application.AddResource(new AzureRoles(target.Resource, template, namesPrincipalType)));
            return Task.CompletedTask;
        });
    }

    public override string GetBicepTemplateString() => _template;
}
