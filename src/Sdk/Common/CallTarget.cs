using System.Collections.Concurrent;
using Cairn.Activities;

namespace Cairn.Common;

/// <summary>
/// The member that a typed call names: an activity, a workflow, a signal, a query or an update. Generated code makes
/// one for each member, once.
/// </summary>
public sealed class CallTarget
{
    private const string ActivityKind = "activity";
    private const string WorkflowKind = "workflow";
    private const string SignalKind = "signal";
    private const string QueryKind = "query";
    private const string UpdateKind = "update";

    // Null: members of one name differ in their parameters.
    private static readonly ConcurrentDictionary<(string Kind, string Name), IReadOnlyList<string>?> Known = new();

    private readonly IReadOnlyList<(string Member, ActivityDefaultsAttribute Attribute)> given;
    private ActivityDefaults? defaults;

    private CallTarget(
        string kind,
        string name,
        IReadOnlyList<string> parameters,
        IReadOnlyList<(string Member, ActivityDefaultsAttribute Attribute)>? defaults = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(parameters);
        (Name, Parameters, given) = (name, parameters, defaults ?? []);
        Known.AddOrUpdate(
            (kind, name),
            static (_, mine) => mine,
            static (_, before, mine) => before is not null && before.SequenceEqual(mine) ? before : null,
            parameters);
    }

    /// <summary>The name on the wire.</summary>
    public string Name { get; }

    /// <summary>The names of the parameters, for messages about arguments.</summary>
    public IReadOnlyList<string> Parameters { get; }

    /// <summary>What the attributes of an activity say of its options.</summary>
    /// <exception cref="ArgumentException">A value of an attribute is wrong.</exception>
    internal ActivityDefaults Defaults => defaults ??= ActivityDefaults.Of(given);

    /// <summary>An activity with default options.</summary>
    /// <param name="name">The activity's type.</param>
    /// <param name="parameters">The names of its parameters, without a cancellation token.</param>
    /// <param name="defaults">The attributes and the members that have them, those that come first in front.</param>
    public static CallTarget Activity(
        string name,
        IReadOnlyList<string> parameters,
        IReadOnlyList<(string Member, ActivityDefaultsAttribute Attribute)> defaults)
    {
        ArgumentNullException.ThrowIfNull(defaults);
        return new(ActivityKind, name, parameters, defaults);
    }

    /// <summary>An activity.</summary>
    /// <param name="name">The activity's type.</param>
    /// <param name="parameters">The names of its parameters, without a cancellation token.</param>
    public static CallTarget Activity(string name, params string[] parameters) => new(ActivityKind, name, parameters);

    /// <summary>A workflow.</summary>
    /// <param name="name">The workflow's type.</param>
    /// <param name="parameters">The names of the run method's parameters.</param>
    public static CallTarget Workflow(string name, params string[] parameters) => new(WorkflowKind, name, parameters);

    /// <summary>A signal.</summary>
    /// <param name="name">The signal's name.</param>
    /// <param name="parameters">The names of its parameters.</param>
    public static CallTarget Signal(string name, params string[] parameters) => new(SignalKind, name, parameters);

    /// <summary>A query.</summary>
    /// <param name="name">The query's name.</param>
    /// <param name="parameters">The names of its parameters.</param>
    public static CallTarget Query(string name, params string[] parameters) => new(QueryKind, name, parameters);

    /// <summary>An update.</summary>
    /// <param name="name">The update's name.</param>
    /// <param name="parameters">The names of its parameters.</param>
    public static CallTarget Update(string name, params string[] parameters) => new(UpdateKind, name, parameters);

    /// <summary>The name of a parameter of a typed call; null if it is not known, or not the same in all.</summary>
    /// <param name="kind">The kind of call, as in its messages.</param>
    /// <param name="name">The name of what is called.</param>
    /// <param name="place">The place of the parameter, from 0.</param>
    internal static string? ParameterOf(string kind, string name, int place) =>
        Known.TryGetValue((kind, name), out var parameters) ? parameters?.ElementAtOrDefault(place) : null;
}
