namespace Aspire.Hosting.Azure;

/// <summary>A built-in role on a resource, and what its Bicep module calls the parts.</summary>
/// <param name="ResourceType">The type with its version.</param>
/// <param name="Resource">The resource's symbol.</param>
/// <param name="Name">The role's symbol.</param>
/// <param name="Id">The role's id.</param>
/// <param name="Assignment">The assignment's symbol.</param>
internal sealed record AzureRole(string ResourceType, string Resource, string Name, string Id, string Assignment)
{
    /// <summary>The module that gives the role to a principal.</summary>
    public string TemplateFor(AzureProvisioningResource target) => $$"""
        @description('The region of the deployment.')
        param location string = resourceGroup().location

        param {{target.BicepName}}_outputs_name string

        param principalType string

        param principalId string

        var {{Name}} = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '{{Id}}')

        resource {{Resource}} '{{ResourceType}}' existing = {
          name: {{target.BicepName}}_outputs_name
        }

        resource {{Assignment}} 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
          name: guid({{Resource}}.id, principalId, {{Name}})
          scope: {{Resource}}
          properties: {
            principalId: principalId
            principalType: principalType
            roleDefinitionId: {{Name}}
          }
        }
        """;
}
