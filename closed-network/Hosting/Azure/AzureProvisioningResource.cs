namespace Aspire.Hosting.Azure;

/// <summary>A resource of Azure whose Bicep module is made from the model.</summary>
public class AzureProvisioningResource : AzureBicepResource
{
    private protected AzureProvisioningResource(string name)
        : base(name)
    {
    }
}
