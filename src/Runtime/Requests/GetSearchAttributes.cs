using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Visibility;

namespace Cairn.Runtime.Requests;

/// <summary>Lists the search attributes that every namespace of the node has.</summary>
internal static class GetSearchAttributes
{
    /// <summary>Answers the request.</summary>
    public static Task<GetSearchAttributesResponse> HandleAsync(Node node, GetSearchAttributesRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var response = new GetSearchAttributesResponse();
        response.Keys.Add(SystemSearchAttributes.System);
        response.Keys.Add(SystemSearchAttributes.Predefined);
        foreach (var (name, type) in node.Options.SearchAttributes)
        {
            response.Keys[name] = type;
        }

        return Task.FromResult(response);
    }
}
