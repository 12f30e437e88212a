using Cairn.Activities;

namespace HeartbeatImport;

/// <summary>Imports of files.</summary>
[ActivityContract]
public interface IImports
{
    /// <summary>
    /// Puts all lines of a file into the table. It may take hours, but three seconds without a heartbeat mean that its
    /// worker is dead. It is tried again for as long as it gets on.
    /// </summary>
    /// <returns>The number of lines.</returns>
    [Activity]
    [ActivityDefaults(StartToClose = "06:00:00", Heartbeat = "00:00:03", InitialInterval = "00:00:00.1")]
    Task<int> ImportAsync(string file, CancellationToken cancellationToken = default);
}
