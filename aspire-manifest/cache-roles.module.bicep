@description('The region of the deployment.')
param location string = resourceGroup().location

param cache_outputs_name string

param principalId string

resource cluster 'Microsoft.Cache/redisEnterprise@2025-07-01' existing = {
  name: cache_outputs_name
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
