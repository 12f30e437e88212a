namespace Cairn.Server.Http;

/// <summary>One HTTP binding of an RPC.</summary>
/// <param name="Service">The service with its package.</param>
/// <param name="Rpc">The name of the RPC.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Template">The path, with the names of fields in braces.</param>
/// <param name="HasBody">Whether the body is the request.</param>
internal sealed record HttpRoute(string Service, string Rpc, string Method, string Template, bool HasBody)
{
    private readonly string[] parts = Template[1..].Split('/');

    /// <summary>The path of the RPC in gRPC.</summary>
    public string GrpcPath => $"/{Service}/{Rpc}";

    /// <summary>The paths of the fields that are in the path.</summary>
    public IEnumerable<string> Fields => parts.Where(IsField).Select(FieldOf);

    /// <summary>How many parts there are.</summary>
    public int Length => parts.Length;

    /// <summary>The values of the fields in a path; null if it is another path.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Match(IReadOnlyList<string> path)
    {
        if (path.Count != parts.Length)
        {
            return null;
        }

        var values = new List<KeyValuePair<string, string>>();
        for (var place = 0; place < parts.Length; place++)
        {
            if (IsField(parts[place]) && path[place].Length > 0)
            {
                values.Add(new(FieldOf(parts[place]), path[place]));
            }
            else if (parts[place] != path[place])
            {
                return null;
            }
        }

        return values;
    }

    private static bool IsField(string part) => part[0] == '{';

    private static string FieldOf(string part) => part[1..^1];
}
