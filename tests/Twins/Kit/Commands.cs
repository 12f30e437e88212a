using System.Text.RegularExpressions;
using Cairn.Api.WorkflowService.V1;
using Google.Protobuf;

namespace Cairn.Tests.Twins.Kit;

/// <summary>What a worker wants done, as text, so that two answers to one task can be compared.</summary>
internal static partial class Commands
{
    /// <summary>
    /// Commands and messages of an answer, to the last field; only the moments at which a local activity ran are gone,
    /// because it runs again.
    /// </summary>
    public static IEnumerable<string> Of(RespondWorkflowTaskCompletedRequest answer)
    {
        var plain = answer.Clone();
        var details = plain.Commands.SelectMany(c => c.RecordMarkerCommandAttributes?.Details.Values ?? []);
        foreach (var payload in details.SelectMany(detail => detail.Payloads_))
        {
            payload.Data = ByteString.CopyFromUtf8(Moment().Replace(payload.Data.ToStringUtf8(), "0"));
        }

        return [.. plain.Commands.Select(c => c.ToString()), .. plain.Messages.Select(m => m.ToString())];
    }

    [GeneratedRegex("""\{"seconds":\d+,"nanos":\d+\}""")]
    private static partial Regex Moment();
}
