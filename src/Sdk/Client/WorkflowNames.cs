using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Cairn.Generated;
using Cairn.Workflows;

namespace Cairn.Client;

/// <summary>The names of the members that lambdas call. Attributes are read once for each member.</summary>
internal static class WorkflowNames
{
    private static readonly ConcurrentDictionary<MethodInfo, string> Runs = new();
    private static readonly ConcurrentDictionary<MethodInfo, string> Signals = new();
    private static readonly ConcurrentDictionary<MethodInfo, string> Updates = new();
    private static readonly ConcurrentDictionary<MemberInfo, string> Queries = new();

    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public static string OfRun(MethodInfo method) =>
        Runs.GetOrAdd(method, WorkflowDefinition.NameFromRunMethodForCall);

    [RequiresUnreferencedCode(MemberReflection.Needed)]
    public static string OfSignal(MethodInfo method) =>
        Signals.GetOrAdd(method, WorkflowSignalDefinition.NameFromMethodForCall);

    public static string OfUpdate(MethodInfo method) =>
        Updates.GetOrAdd(method, WorkflowUpdateDefinition.NameFromMethodForCall);

    public static string OfQuery(MemberInfo member) =>
        Queries.GetOrAdd(member, WorkflowQueryDefinition.NameFromMemberForCall);

    /// <summary>The run method of a workflow type that a lambda names; null if there is not exactly one.</summary>
    public static MethodInfo? MethodOfRun(string name) => MemberOf(Runs, name);

    /// <summary>The same for a signal.</summary>
    public static MethodInfo? MethodOfSignal(string name) => MemberOf(Signals, name);

    /// <summary>The same for an update.</summary>
    public static MethodInfo? MethodOfUpdate(string name) => MemberOf(Updates, name);

    /// <summary>The same for a query.</summary>
    public static MethodInfo? MethodOfQuery(string name) => MemberOf(Queries, name) as MethodInfo;

    // Only error messages need it, never calls: so it may search all members.
    private static TMember? MemberOf<TMember>(ConcurrentDictionary<TMember, string> names, string name)
        where TMember : MemberInfo
    {
        var members = names.Where(known => known.Value == name).Select(known => known.Key).ToArray();
        return members is [var only] ? only : null;
    }
}
