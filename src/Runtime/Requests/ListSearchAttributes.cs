using Cairn.Api.OperatorService.V1;
using Cairn.Engine.Visibility;

namespace Cairn.Runtime.Requests;

/// <summary>Lists the search attributes of a namespace.</summary>
internal static class ListSearchAttributes
{
    /// <summary>Answers the request.</summary>
    public static Task<ListSearchAttributesResponse> HandleAsync(Node node, ListSearchAttributesRequest request)
    {
        var @namespace = node.Namespaces.Find(request.Namespace, unnamed: "Namespace is not set on request.");
        var response = new ListSearchAttributesResponse();
        response.SystemAttributes.Add(SystemSearchAttributes.System);
        response.SystemAttributes.Add(SystemSearchAttributes.Predefined);
        response.CustomAttributes.Add(node.SearchAttributes.Of(@namespace).Custom.ToDictionary());
        return Task.FromResult(response);
    }
}
