using System.Collections.Concurrent;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Cairn.Server.Access;

/// <summary>Which namespace and which thing a request is about.</summary>
/// <param name="Namespace">The namespace; empty if the request names none.</param>
/// <param name="Target">The workflow, schedule, batch or key; empty if the request names none.</param>
internal readonly record struct RequestFacts(string Namespace, string Target)
{
    private static readonly string[] Targets =
    [
        "workflow_id", "workflow_execution", "execution", "update_ref", "schedule_id", "job_id", "name", "id",
        "task_queue",
    ];

    private static readonly ConcurrentDictionary<MessageDescriptor, FieldDescriptor[]> Fields = [];

    /// <summary>Reads a request.</summary>
    public static RequestFacts Of(IMessage request) => new(
        request.Descriptor.FindFieldByName("namespace")?.Accessor.GetValue(request) as string ?? "",
        TargetOf(request));

    private static string TargetOf(IMessage message)
    {
        foreach (var field in Fields.GetOrAdd(message.Descriptor, FieldsOf))
        {
            var found = field.Accessor.GetValue(message) switch
            {
                string text => text,
                IMessage inner => TargetOf(inner),
                _ => "",
            };
            if (found.Length > 0)
            {
                return found;
            }
        }

        return "";
    }

    private static FieldDescriptor[] FieldsOf(MessageDescriptor message) =>
        [.. Targets.Select(message.FindFieldByName).Where(field => field is { IsRepeated: false })];
}
