using Cairn.Extensions.Hosting;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the health of Cairn to the health checks of a host.</summary>
public static class CairnHealthChecksBuilderExtensions
{
    /// <summary>
    /// Adds one check of the engine, the clients and the workers of the host. It is unhealthy if the engine or a server
    /// does not serve, or if a worker has ended for good; degraded as long as a worker has not reached its server, its
    /// polls fail, or it drains. The description says what is wrong with which of them; the data have a line for each.
    /// </summary>
    /// <param name="builder">The health checks.</param>
    /// <param name="name">The name of the check. Default <c>cairn</c>.</param>
    /// <param name="failureStatus">What is reported instead of unhealthy; null, the default, means unhealthy.</param>
    /// <param name="tags">The tags of the check; null, the default, means none.</param>
    /// <param name="timeout">The limit of one check; null, the default, means none beside 5 s for each server.</param>
    public static IHealthChecksBuilder AddCairn(
        this IHealthChecksBuilder builder,
        string name = "cairn",
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null,
        TimeSpan? timeout = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return builder.Add(new(name, provider => new CairnHealthCheck(provider), failureStatus, tags, timeout));
    }
}
