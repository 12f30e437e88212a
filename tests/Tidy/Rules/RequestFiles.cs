namespace Cairn.Tests.Tidy.Rules;

/// <summary>One rpc, one file: Requests/&lt;Rpc&gt;.cs, somewhere below src/Runtime.</summary>
internal static class RequestFiles
{
    /// <summary>Reports every rpc without a file, once there is a runtime.</summary>
    public static IEnumerable<string> Check(IEnumerable<string> rpcs, IEnumerable<SourceFile> files)
    {
        var runtime = files.Where(file => file.IsUnder("src/Runtime")).Select(file => file.Path).ToList();
        return runtime.Count == 0 ? [] : rpcs
            .Where(rpc => !runtime.Any(path => path.EndsWith($"/Requests/{rpc}.cs", StringComparison.Ordinal)))
            .Select(rpc => $"the rpc {rpc} has no src/Runtime/**/Requests/{rpc}.cs");
    }
}
