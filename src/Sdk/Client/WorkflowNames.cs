using System.Collections.Concurrent;
using System.Reflection;
using Cairn.Workflows;

namespace Cairn.Client;

/// <summary>The names behind the members that lambdas call. Attributes are read once a member.</summary>
internal static class WorkflowNames
{
    private static readonly ConcurrentDictionary<MethodInfo, string> Runs = new();
    private static readonly ConcurrentDictionary<MethodInfo, string> Signals = new();
    private static readonly ConcurrentDictionary<MethodInfo, string> Updates = new();
    private static readonly ConcurrentDictionary<MemberInfo, string> Queries = new();

    public static string OfRun(MethodInfo method) =>
        Runs.GetOrAdd(method, WorkflowDefinition.NameFromRunMethodForCall);

    public static string OfSignal(MethodInfo method) =>
        Signals.GetOrAdd(method, WorkflowSignalDefinition.NameFromMethodForCall);

    public static string OfUpdate(MethodInfo method) =>
        Updates.GetOrAdd(method, WorkflowUpdateDefinition.NameFromMethodForCall);

    public static string OfQuery(MemberInfo member) =>
        Queries.GetOrAdd(member, WorkflowQueryDefinition.NameFromMemberForCall);
}
