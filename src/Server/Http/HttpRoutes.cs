using System.Collections.Immutable;
using Cairn.Exceptions;

namespace Cairn.Server.Http;

/// <summary>
/// All HTTP bindings of the Temporal API, from <c>routes.tsv</c>: those of RPCs that are not served as well, so that
/// they are answered like their calls over gRPC.
/// </summary>
internal static class HttpRoutes
{
    private static readonly ILookup<int, HttpRoute> s_byLength = Read().ToLookup(route => route.Length);

    /// <summary>The bindings, in the order of the API.</summary>
    public static ImmutableArray<HttpRoute> All { get; } = [.. Read()];

    /// <summary>The binding of a request, and the values of the fields in its path.</summary>
    /// <exception cref="RpcException">There is none of that path, or none with that method.</exception>
    public static (HttpRoute Route, IReadOnlyList<KeyValuePair<string, string>> Fields) Find(
        string method, IReadOnlyList<string> path)
    {
        var others = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var route in s_byLength[path.Count])
        {
            if (route.Match(path) is { } fields)
            {
                if (route.Method == method)
                {
                    return (route, fields);
                }

                others.Add(route.Method);
            }
        }

        throw others.Count == 0
            ? new RpcException(
                RpcException.StatusCode.NotFound,
                "Not Found: there is nothing at this path. /api/v1/openapi.json lists what there is.")
            : new MethodNotAllowedException([.. others]);
    }

    private static IEnumerable<HttpRoute> Read()
    {
        using var table = typeof(HttpRoutes).Assembly.GetManifestResourceStream("routes.tsv")!;
        using var reader = new StreamReader(table);
        while (reader.ReadLine() is { } line)
        {
            yield return line.Split('\t') is [var service, var rpc, var method, var template, var body]
                && body is "*" or ""
                ? new(service, rpc, method, template, body.Length > 0)
                : throw new InvalidDataException($"routes.tsv has a row of another form: {line}");
        }
    }
}
