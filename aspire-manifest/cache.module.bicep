@description('The region of the cache.')
param location string = resourceGroup().location

resource cluster 'Microsoft.Cache/redisEnterprise@2025-07-01' = {
  name: take('cache-${uniqueString(resourceGroup().id)}', 60)
  location: location
  sku: {
    name: 'Balanced_B0'
  }
  properties: {
    minimumTlsVersion: '1.2'
    publicNetworkAccess: 'Enabled'
  }
  tags: {
    'aspire-resource-name': 'cache'
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
