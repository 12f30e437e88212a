using System.Collections.Immutable;
using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Engine.Visibility;

namespace Cairn.Engine.Executions.WorkflowTasks;

/// <summary>
/// Maintains the search attribute BuildIds: the builds of the workers that completed workflow tasks of a run.
/// Temporal's server writes the same for workers without deployments.
/// </summary>
internal static class BuildIdsOfRun
{
    private const string Name = "BuildIds";
    private const string Unversioned = "unversioned";

    /// <summary>The run after a task was completed by a build.</summary>
    public static Execution After(Execution state, WorkerVersionStamp? version)
    {
        var builds = With(state.BuildIds, version);
        return builds == state.BuildIds
            ? state
            : state with { BuildIds = builds, SearchAttributes = With(state.SearchAttributes, builds) };
    }

    /// <summary>Adds a build; the oldest builds are dropped when there is no room for all.</summary>
    private static ImmutableList<string> With(ImmutableList<string> builds, WorkerVersionStamp? version)
    {
        builds = With(builds, Unversioned);
        if (version is { BuildId.Length: > 0 })
        {
            builds = With(builds, $"{Unversioned}:{version.BuildId}");
        }

        while (builds.Count > 2 && builds.Sum(build => build.Length) > Limits.SearchAttributeBytes)
        {
            builds = builds.RemoveAt(1);
        }

        return builds;
    }

    private static ImmutableList<string> With(ImmutableList<string> builds, string build) =>
        builds.Contains(build) ? builds : builds.Add(build);

    private static SearchAttributes With(SearchAttributes? attributes, ImmutableList<string> builds)
    {
        // Without escapes: the build ids of some SDKs contain a plus sign.
        var payload = JsonPayloads.Of(builds);
        SearchPayloads.SetType(payload, IndexedValueType.KeywordList);
        var all = attributes?.Clone() ?? new SearchAttributes();
        all.IndexedFields[Name] = payload;
        return all;
    }
}
