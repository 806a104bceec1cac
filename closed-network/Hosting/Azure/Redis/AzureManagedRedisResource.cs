using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Azure;

/// <summary>An Azure Managed Redis.</summary>
public class AzureManagedRedisResource : AzureProvisioningResource, IResourceWithConnectionString
{
    internal AzureManagedRedisResource(string name)
        : base(name)
    {
    }

    public BicepOutputReference NameOutputReference => new("name", this);

    public ReferenceExpression HostName => ReferenceExpression.Create($"{new BicepOutputReference("hostName", this)}");

    public ReferenceExpression Port { get; } = ReferenceExpression.Create($"10000");

    public ReferenceExpression UriExpression => ReferenceExpression.Create($"rediss://{HostName}:10000");

    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"{new BicepOutputReference("connectionString", this)}");

    internal string RolesTemplate => $$"""
        @description('The region of the deployment.')
        param location string = resourceGroup().location

        param {{BicepName}}_outputs_name string

        param principalId string

        resource cluster 'Microsoft.Cache/redisEnterprise@2025-07-01' existing = {
          name: {{BicepName}}_outputs_name
        }

        resource database 'Microsoft.Cache/redisEnterprise/databases@2025-07-01' existing = {
          parent: cluster
          name: 'default'
        }

        resource access 'Microsoft.Cache/redisEnterprise/databases/accessPolicyAssignments@2025-07-01' = {
          parent: database
          name: guid(database.id, principalId, 'default')
          properties: {
            accessPolicyName: 'default'
            user: {
              objectId: principalId
            }
          }
        }
        """;

    public override string GetBicepTemplateString() => $$"""
        @description('The region of the cache.')
        param location string = resourceGroup().location

        resource cluster 'Microsoft.Cache/redisEnterprise@2025-07-01' = {
          name: take('{{Name}}-${uniqueString(resourceGroup().id)}', 60)
          location: location
          sku: {
            name: 'Balanced_B0'
          }
          properties: {
            minimumTlsVersion: '1.2'
            publicNetworkAccess: 'Enabled'
          }
          tags: {
            'aspire-resource-name': '{{Name}}'
          }
        }

        resource database 'Microsoft.Cache/redisEnterprise/databases@2025-07-01' = {
          parent: cluster
          name: 'default'
          properties: {
            accessKeysAuthentication: 'Disabled'
            port: 10000
          }
        }

        output connectionString string = '${cluster.properties.hostName}:10000,ssl=true'

        output hostName string = cluster.properties.hostName

        output name string = cluster.name

        output id string = cluster.id
        """;

    IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties() =>
        [new("Host", HostName), new("Port", Port), new("Uri", UriExpression)];
}
