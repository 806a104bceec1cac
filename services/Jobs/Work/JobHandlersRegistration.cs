namespace DeploymentFlex.Services.Jobs.Work;

internal static class JobHandlersRegistration
{
    private static readonly TimeSpan s_connectTimeout = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Adds <see cref="JobHandlers"/> and its client. The lease bounds an attempt in time, not the client; a redirected
    /// POST would arrive as a GET, so none is followed.
    /// </summary>
    public static IServiceCollection AddJobHandlers(this IServiceCollection services)
    {
        services.AddHttpClient(JobHandlers.ClientName, static client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(static (handler, _) =>
            {
                if (handler is SocketsHttpHandler sockets)
                {
                    sockets.AllowAutoRedirect = false;
                    sockets.ConnectTimeout = s_connectTimeout;
                }
            });
        return services.AddSingleton<JobHandlers>();
    }
}
