using System.Text.Encodings.Web;
using System.Text.Json;
using Cairn.Client;

namespace Cairn.Tests.Compatibility.Client;

/// <summary>
/// The client in C#: each line of its input is the JSON list [story, ... arguments]; its answer is one line of JSON.
/// </summary>
internal static class ClientProgram
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static async Task<int> RunAsync(string address)
    {
        var stories = new ClientStories(await CairnClient.ConnectAsync(new(address)));
        Console.WriteLine("ready");
        while (await Console.In.ReadLineAsync() is { } line)
        {
            Console.WriteLine(JsonSerializer.Serialize(await AnswerAsync(stories, line), s_json));
        }

        return 0;
    }

    private static async Task<object> AnswerAsync(ClientStories stories, string line)
    {
        try
        {
            return await stories.PlayAsync(JsonSerializer.Deserialize<JsonElement[]>(line)!);
        }
        catch (Exception e)
        {
            return new { error = e.ToString() };
        }
    }
}
