using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;

namespace Cairn.Engine.Rules;

/// <summary>Checks links of a request. The texts are those of Temporal's server.</summary>
public static class LinkRules
{
    /// <summary>Returns what is wrong with the links; null if they are valid.</summary>
    public static string? Check(IReadOnlyList<Link> links) => links.Count > Limits.LinksOfRequest
        ? $"cannot attach more than {Limits.LinksOfRequest} links per request, got {links.Count}"
        : links.Select(Check).FirstOrDefault(wrong => wrong is not null);

    private static string? Check(Link link)
    {
        if (link.CalculateSize() > Limits.LinkBytes)
        {
            return $"link exceeds allowed size of {Limits.LinkBytes}, got {link.CalculateSize()}";
        }

        return link.VariantCase switch
        {
            Link.VariantOneofCase.WorkflowEvent => Check(link.WorkflowEvent),
            Link.VariantOneofCase.BatchJob when link.BatchJob.JobId.Length == 0 =>
                "batch job link must not have an empty job ID",
            Link.VariantOneofCase.None => "unsupported link variant",
            _ => null,
        };
    }

    private static string? Check(Link.Types.WorkflowEvent link) => link switch
    {
        { Namespace: "" } => "workflow event link must not have an empty namespace field",
        { WorkflowId: "" } => "workflow event link must not have an empty workflow ID field",
        { RunId: "" } => "workflow event link must not have an empty run ID field",
        { EventRef: { EventType: EventType.Unspecified, EventId: not 0 } } =>
            "workflow event link ref cannot have an unspecified event type and a non-zero event ID",
        _ => null,
    };
}
