namespace DeploymentFlex.Layers.Configuration;

/// <summary>
/// The names of the environment that are accepted beside <c>Section__Key</c>, so that an existing <c>.env</c> keeps
/// working. What they stand for ranks below the settings themselves; among them, <c>ENABLE_*</c> comes first, so that
/// <c>*_SERVICE</c> and <c>*_PROVIDER</c> win over it.
/// </summary>
internal static class EnvironmentAliases
{
    public static void Read(AliasReader env)
    {
        ReadDeployment(env);
        ReadSwitches(env);
        CredentialAliases.Read(env);
        ReadTelemetry(env);
        ReadAuthentication(env);
        ReadCache(env);
        DataAliases.Read(env);
        ReadFiles(env);
        ReadVectors(env);
        ReadGateway(env);
        ReadRetired(env);
    }

    private static void ReadDeployment(AliasReader env)
    {
        var value = env.Choice("DEPLOYMENT_MODE", "development", "on-premises", "saas", "hybrid", "docker", "kubernetes", "local");
        if (value is "docker" or "kubernetes" or "local")
        {
            // These name where the services find each other; a mode beside them says what they run on.
            env.Set("Discovery:Pattern", value);
            if (!env.HasMode)
            {
                env.Set("Deployment:Mode", value is "local" ? "development" : "hybrid");
            }
        }
        else if (value is not null)
        {
            env.Set("Deployment:Mode", value);
        }

        if (env.Choice("DEPLOYMENT_DISCOVERY", "docker", "kubernetes", "local") is { } pattern)
        {
            env.Set("Discovery:Pattern", pattern);
        }

        env.Copy("K8S_NAMESPACE", "Discovery:Namespace");
        env.Copy("MANAGEMENT_API_KEY", "Management:ApiKey");
        env.Copy("MANAGEMENT_API_ENABLED", "Management:Enabled");
        env.Copy("METRICS_ENABLED", "Metrics:Enabled");
        if (env.Choice("LOG_LEVEL", "trace", "debug", "info", "information", "warn", "warning", "error", "critical", "none") is { } level)
        {
            env.Set("Logging:LogLevel:Default", level switch { "info" => "Information", "warn" => "Warning", _ => level });
        }

        if (env.Choice("LOG_FORMAT", "text", "json") is { } format)
        {
            env.Set("Logging:Console:FormatterName", format is "json" ? format : "simple");
        }
    }

    private static void ReadSwitches(AliasReader env)
    {
        if (env.Switch("ENABLE_SSO") is { } sso)
        {
            env.SetChain(Layer.Authentication, sso ? ["sso", "database"] : ["database"]);
        }

        if (env.Switch("ENABLE_TELEMETRY") is { } telemetry)
        {
            env.SetChain(Layer.Telemetry, telemetry ? ["otlp", "log"] : ["none"]);
        }

        if (env.Switch("ENABLE_EXTERNAL_API") is { } external)
        {
            env.SetChain(Layer.ExternalApis, external ? "production" : "noop");
        }

        if (env.Switch("REDIS_ENABLED") is { } redis)
        {
            env.SetChain(Layer.Cache, redis ? ["redis", "memory"] : ["memory"]);
        }
    }

    private static void ReadTelemetry(AliasReader env)
    {
        switch (env.Choice("TELEMETRY_SERVICE", "cloud", "noop"))
        {
            case "cloud":
                env.SetChain(Layer.Telemetry, "otlp", "log");
                break;
            case "noop":
                env.SetChain(Layer.Telemetry, "none");
                break;
        }

        env.Copy("TELEMETRY_ENDPOINT", "Layers:Telemetry:otlp:Endpoint");
        if (env["TELEMETRY_API_KEY"] is { } key)
        {
            env.Set("Layers:Telemetry:otlp:Headers", $"Authorization=Bearer {key}");
        }
    }

    private static void ReadAuthentication(AliasReader env)
    {
        switch (env.Choice("AUTH_SERVICE", "database", "sso"))
        {
            case "database":
                env.SetChain(Layer.Authentication, "database");
                break;
            case "sso":
                env.SetChain(Layer.Authentication, "sso", "database");
                break;
        }

        env.Copy("SSO_AUTHORITY", "Layers:Authentication:sso:Authority");
        env.Copy("SSO_CLIENT_ID", "Layers:Authentication:sso:ClientId");
        env.Copy("SSO_CLIENT_SECRET", "Layers:Authentication:sso:ClientSecret");
    }

    private static void ReadCache(AliasReader env)
    {
        if (env.Choice("REDIS_MODE", "standalone", "sentinel") is { } mode)
        {
            env.Set("Layers:Cache:redis:Mode", mode);
        }

        env.Copy("REDIS_URL", "Layers:Cache:redis:Url");
        env.Copy("REDIS_HOST", "Layers:Cache:redis:Host");
        env.Copy("REDIS__HOST", "Layers:Cache:redis:Host");
        env.Copy("REDIS_PORT", "Layers:Cache:redis:Port");
        env.Copy("REDIS__PORT", "Layers:Cache:redis:Port");
        env.Copy("REDIS__PASSWORD", "Layers:Cache:redis:Password");
        env.Copy("REDIS_SENTINEL_HOSTS", "Layers:Cache:redis:SentinelHosts");
        env.Copy("REDIS_MASTER_SET", "Layers:Cache:redis:MasterSet");
    }

    private static void ReadFiles(AliasReader env)
    {
        if (env.Choice("STORAGE_PROVIDER", "local", "s3", "azure-blob") is { } provider)
        {
            env.SetChain(Layer.Files, provider);
        }

        env.Copy("AWS_REGION", "Layers:Files:s3:Region");
        env.Copy("AWS_ACCESS_KEY_ID", "Layers:Files:s3:AccessKeyId");
        env.Copy("AWS_SECRET_ACCESS_KEY", "Layers:Files:s3:SecretAccessKey");
        env.Copy("AWS_SESSION_TOKEN", "Layers:Files:s3:SessionToken");
        env.Copy("AWS_ENDPOINT_URL", "Layers:Files:s3:Endpoint");
        env.Copy("AWS_ENDPOINT_URL_S3", "Layers:Files:s3:Endpoint");
        env.Copy("S3_BUCKET_NAME", "Layers:Files:s3:Bucket");
    }

    private static void ReadVectors(AliasReader env)
    {
        if (env.Choice("VECTOR_DB_PROVIDER", "embedded", "chroma", "qdrant", "pgvector", "pinecone") is { } provider)
        {
            env.SetChain(Layer.Vectors, provider);
        }

        env.Copy("CHROMA_HOST", "Layers:Vectors:chroma:Host");
        env.Copy("CHROMA_PORT", "Layers:Vectors:chroma:Port");
        env.Copy("PINECONE_API_KEY", "Layers:Vectors:pinecone:ApiKey");
        env.Copy("PINECONE_ENVIRONMENT", "Layers:Vectors:pinecone:Environment");
        env.Copy("PINECONE_INDEX_NAME", "Layers:Vectors:pinecone:Index");
    }

    private static void ReadGateway(AliasReader env)
    {
        env.Copy("RATE_LIMIT_ENABLED", "Gateway:RateLimit:Enabled");
        env.Copy("RATE_LIMIT_REQUESTS_PER_MINUTE", "Gateway:RateLimit:RequestsPerMinute");
        env.Copy("PROXY_HOST", "Gateway:Host");
        env.Copy("PROXY_PORT", "Gateway:Port");

        var enabled = env.Switch("CIRCUIT_BREAKER_ENABLED");
        var threshold = env.Number("CIRCUIT_BREAKER_FAIL_THRESHOLD", 1, 10_000);
        var reset = env.Number("CIRCUIT_BREAKER_RESET_TIMEOUT", 1, 3_600);
        foreach (var section in Layer.All.Select(static layer => $"Layers:{layer}:Circuit").Append("Gateway:Circuit"))
        {
            SetIfKnown(env, $"{section}:Enabled", enabled?.ToString());
            SetIfKnown(env, $"{section}:FailureThreshold", threshold?.ToString());
            SetIfKnown(env, $"{section}:ProbeInterval", reset is { } seconds ? TimeSpan.FromSeconds(seconds).ToString() : null);
        }
    }

    private static void ReadRetired(AliasReader env)
    {
        foreach (var name in new[] { "MONGODB_URL", "MONGODB_ENABLED" })
        {
            if (env[name] is not null)
            {
                env.Notes.Add($"{name} has no effect: there is no MongoDB provider. Set DATABASE_URL to sqlite:… or postgresql:….");
            }
        }

        if (env["PROXY_RELOAD"] is not null)
        {
            env.Notes.Add("PROXY_RELOAD has no effect: use './flex up --watch' while developing.");
        }
    }

    private static void SetIfKnown(AliasReader env, string setting, string? value)
    {
        if (value is not null)
        {
            env.Set(setting, value);
        }
    }
}
