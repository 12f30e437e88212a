using Cairn.Api.Enums.V1;
using Cairn.Api.OperatorService.V1;
using Cairn.Engine.Visibility;

namespace Cairn.Runtime.Requests;

/// <summary>Adds search attributes to a namespace.</summary>
internal static class AddSearchAttributes
{
    /// <summary>Answers the request.</summary>
    public static async Task<AddSearchAttributesResponse> HandleAsync(Node node, AddSearchAttributesRequest request)
    {
        var @namespace = node.Namespaces.Find(request.Namespace, unnamed: "Namespace is not set on request.");
        if (request.SearchAttributes.Count == 0)
        {
            throw Refused.Invalid("SearchAttributes are not set on request.");
        }

        foreach (var (name, type) in request.SearchAttributes)
        {
            if (SystemSearchAttributes.IsReserved(name))
            {
                throw Refused.Invalid($"Search attribute {name} is reserved by system.");
            }

            if (type == IndexedValueType.Unspecified || !Enum.IsDefined(type))
            {
                throw Refused.Invalid($"Unknown search attribute type: {type}.");
            }
        }

        // An existing attribute keeps its type, since its values have it.
        await node.SearchAttributes.ChangeAsync(@namespace, known => known.AddRange(
            request.SearchAttributes.Where(added => !known.ContainsKey(added.Key))));
        return new AddSearchAttributesResponse();
    }
}
