using Cairn.Common;
using Cairn.Worker;

namespace Cairn.Testing;

/// <summary>Replays histories that are kept in files: protobuf JSON, as Temporal's tools and ours write it.</summary>
public static class WorkflowHistoryFiles
{
    /// <summary>Reads a history; its workflow id is the name of the file without its extension.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It holds no history; the message names it, the inner exception says why.
    /// </exception>
    public static async Task<WorkflowHistory> ReadAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var json = await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false);
        try
        {
            var history = WorkflowHistory.FromJson(Path.GetFileNameWithoutExtension(path), json);
            return history.Events.Count > 0
                ? history
                : throw new InvalidDataException($"{path} holds a history without events.");
        }
        catch (Exception e) when (e is System.Text.Json.JsonException or Google.Protobuf.InvalidProtocolBufferException)
        {
            throw new InvalidDataException($"{path} holds no history: {e.Message}", e);
        }
    }

    /// <summary>Replays a history of a file.</summary>
    /// <param name="replayer">The replayer.</param>
    /// <param name="path">The file.</param>
    /// <param name="throwOnReplayFailure">Whether a failure is thrown; if not, the result holds it.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <inheritdoc cref="ReadAsync" path="/exception"/>
    public static async Task<WorkflowReplayResult> ReplayFileAsync(
        this WorkflowReplayer replayer,
        string path,
        bool throwOnReplayFailure = true,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(replayer);
        var history = await ReadAsync(path, cancellationToken).ConfigureAwait(false);
        return await replayer.ReplayWorkflowAsync(history, throwOnReplayFailure, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Replays the histories of all <c>*.json</c> files of a folder and its subfolders, by name.</summary>
    /// <param name="replayer">The replayer.</param>
    /// <param name="path">The folder.</param>
    /// <param name="throwOnReplayFailure">
    /// Whether failures are thrown, all in one <see cref="AggregateException"/> whose message names their files; if
    /// not, the results hold them.
    /// </param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <exception cref="InvalidDataException">The folder has no such file, or one of them holds no history.</exception>
    public static async Task<IReadOnlyList<WorkflowReplayResult>> ReplayFolderAsync(
        this WorkflowReplayer replayer,
        string path,
        bool throwOnReplayFailure = true,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(replayer);
        ArgumentException.ThrowIfNullOrEmpty(path);
        var results = new List<WorkflowReplayResult>();
        var failures = new List<InvalidOperationException>();
        var files = Directory.GetFiles(path, "*.json", SearchOption.AllDirectories);
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            var result = await replayer.ReplayFileAsync(file, throwOnReplayFailure: false, cancellationToken)
                .ConfigureAwait(false);
            results.Add(result);
            if (result.ReplayFailure is { } failure)
            {
                failures.Add(new($"{file}: {failure.Message}", failure));
            }
        }

        return results.Count == 0 ? throw new InvalidDataException($"{path} has no history: no file *.json.")
            : throwOnReplayFailure && failures.Count > 0
                ? throw new AggregateException($"{failures.Count} of {results.Count} histories do not replay", failures)
            : results;
    }
}
