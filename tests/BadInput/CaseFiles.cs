using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Cairn.Tests.BadInput;

/// <summary>The files of cases.</summary>
internal static class CaseFiles
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private static readonly string[] s_chapters =
        ["starts", "targets", "activities", "tasks", "updates", "lists", "schedules", "operators"];

    /// <summary>A good request of each call, to which cases say what differs.</summary>
    public static JsonObject Good { get; } = Read<JsonObject>("good");

    /// <summary>Every bad request, by its call and what is wrong with it.</summary>
    public static IReadOnlyDictionary<string, BadCase> Requests { get; } = s_chapters
        .SelectMany(chapter => Read<BadCase[]>(chapter))
        .ToDictionary(each => $"{each.Rpc}: {each.Name}");

    /// <summary>What is wrong with the namespace of any request.</summary>
    public static IReadOnlyList<BadCase> Namespaces { get; } = Read<BadCase[]>("namespaces");

    /// <summary>Every bad answer to a workflow task.</summary>
    public static IReadOnlyDictionary<string, BadCommands> Commands { get; } =
        Read<BadCommands[]>("commands").ToDictionary(each => each.Name);

    /// <summary>Every broken call.</summary>
    public static IReadOnlyDictionary<string, BrokenCall> Calls { get; } =
        Read<BrokenCall[]>("wire").ToDictionary(each => each.Name);

    private static T Read<T>(string file)
    {
        using var stream = typeof(CaseFiles).Assembly.GetManifestResourceStream(file)!;
        return JsonSerializer.Deserialize<T>(stream, s_options)!;
    }
}
