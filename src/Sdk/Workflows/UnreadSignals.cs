using Cairn.Api.Common.V1;
using Cairn.Exceptions;
using Google.Protobuf;

namespace Cairn.Workflows;

/// <summary>
/// Passes the signals that wait in channels on to the next run of the same workflow type: they travel as headers of the
/// command that continues the workflow as new.
/// </summary>
internal static class UnreadSignals
{
    /// <summary>The header of a channel is this with the name of its signal.</summary>
    public const string Prefix = "__cairn_unread_";

    // Interceptors may copy headers to other workflows, whose channels they must not fill.
    private const string ChainKey = "cairn-first-run-id";

    /// <summary>The headers of the command, with the signals that wait now.</summary>
    /// <param name="instance">The run that ends.</param>
    /// <param name="nextWorkflow">The workflow type of the next run.</param>
    /// <param name="headers">The headers of the code and its interceptors; null means none.</param>
    public static Dictionary<string, Payload> AddTo(
        WorkflowInstance instance, string nextWorkflow, IDictionary<string, Payload>? headers)
    {
        var all = (headers ?? new Dictionary<string, Payload>())
            .Where(header => !header.Key.StartsWith(Prefix, StringComparison.Ordinal))
            .ToDictionary();
        if (nextWorkflow != instance.Info.WorkflowType)
        {
            return all;
        }

        foreach (var (name, channel) in ChannelsOf(instance, instance.Object))
        {
            var what = $"A signal that waits in channel {name}";
            var items = channel.Items.Select(item => instance.Values.ToPayload(item, what)).ToArray();
            if (items.Length > 0)
            {
                all.Add(Prefix + name, ToHeader(instance, items));
            }
        }

        return all;
    }

    /// <summary>Puts the signals that the last run did not read into the channels of a new object.</summary>
    /// <param name="instance">The run that begins.</param>
    /// <param name="workflow">Its new object.</param>
    /// <param name="header">The headers with which the run began.</param>
    /// <exception cref="InvalidWorkflowOperationException">The workflow does not have the channel any more.</exception>
    public static void Restore(WorkflowInstance instance, object workflow, Header? header)
    {
        foreach (var (key, payload) in (header ?? new()).Fields)
        {
            if (!key.StartsWith(Prefix, StringComparison.Ordinal) || !IsOwn(instance, payload))
            {
                continue;
            }

            var (name, items) = (key[Prefix.Length..], Payloads.Parser.ParseFrom(payload.Data).Payloads_);
            var channel = ChannelsOf(instance, workflow).FirstOrDefault(channel => channel.Name == name).Channel
                ?? throw new InvalidWorkflowOperationException(
                    $"The last run left {items.Count} signals unread in channel {name}, which {workflow.GetType()} "
                    + "does not have: keep the channel until no run has left any");
            foreach (var item in items)
            {
                channel.Add(instance.PayloadConverter.ToValue(item, channel.ItemType));
            }
        }
    }

    private static IEnumerable<(string Name, ISignalChannel Channel)> ChannelsOf(
        WorkflowInstance instance, object workflow) =>
        instance.Definition.Signals.Values
            .Where(signal => signal.Channel is not null)
            .OrderBy(signal => signal.Name, StringComparer.Ordinal)
            .Select(signal => (signal.Name!, signal.Channel!(workflow)));

    private static Payload ToHeader(WorkflowInstance instance, Payload[] items) => new()
    {
        Metadata =
        {
            ["encoding"] = ByteString.CopyFromUtf8("binary/protobuf"),
            ["messageType"] = ByteString.CopyFromUtf8(Payloads.Descriptor.FullName),
            [ChainKey] = ByteString.CopyFromUtf8(instance.Info.FirstExecutionRunId),
        },
        Data = new Payloads { Payloads_ = { items } }.ToByteString(),
    };

    private static bool IsOwn(WorkflowInstance instance, Payload payload) =>
        payload.Metadata.TryGetValue(ChainKey, out var chain)
        && chain.ToStringUtf8() == instance.Info.FirstExecutionRunId;
}
