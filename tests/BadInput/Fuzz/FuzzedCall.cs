using System.Text.Json.Nodes;
using Google.Protobuf;

namespace Cairn.Tests.BadInput.Fuzz;

/// <summary>One call of a campaign.</summary>
/// <param name="Rpc">The call.</param>
/// <param name="Path">Where it goes: nearly always to the path of the call.</param>
/// <param name="Body">Its frame.</param>
/// <param name="Headers">Its headers.</param>
internal sealed record FuzzedCall(Rpc Rpc, string Path, byte[] Body, (string Name, string Value)[] Headers)
{
    private static readonly string[] s_timeouts =
        ["30S", "30S", "30S", "30S", "1S", "1n", "0S", "99999999H", "x", "-1S"];

    private static readonly (string Name, string Value)[] s_headers =
    [
        ("grpc-encoding", "gzip"), ("grpc-encoding", "identity"), ("grpc-encoding", "snappy"), ("x-bin", "%%%"),
        ("x-bin", "AAA"), ("x-name", "value"), ("client-name", "temporal-go"), ("client-version", "x"),
        ("supported-features", "follows-next-run-id"), ("grpc-accept-encoding", "gzip"), ("authorization", "Bearer x"),
    ];

    /// <summary>Throws the next call.</summary>
    public static FuzzedCall Throw(Dice dice, Words words)
    {
        var rpc = dice.Of(Rpc.All);
        return new(rpc, PathOf(dice, rpc), BodyOf(dice, rpc, words), [.. HeadersOf(dice, rpc)]);
    }

    private static string PathOf(Dice dice, Rpc rpc) => dice.OneIn(100)
        ? dice.Of(["/", "//", "/a/b/c", $"/{rpc.Method.Service.FullName}/", rpc.Path + "x"])
        : rpc.Path;

    private static byte[] BodyOf(Dice dice, Rpc rpc, Words words)
    {
        if (dice.OneIn(200))
        {
            return dice.Random(dice.Below(64));
        }

        var content = ContentOf(dice, rpc, words);
        var frame = Server.RawClient.Frame(content, dice.OneIn(40) ? (byte)dice.Below(256) : (byte)0);
        return dice.OneIn(40) ? ByteMutator.Break(dice, frame) : frame;
    }

    private static byte[] ContentOf(Dice dice, Rpc rpc, Words words)
    {
        if (dice.OneIn(200))
        {
            return ByteMutator.Nest(1 + dice.Below(30), dice.Of([50, 99, 101, 1_000, 20_000]));
        }

        var good = rpc.Read(words.Fill((JsonNode)CaseFiles.Good[rpc.Name]!)!.ToJsonString());
        if (!dice.OneIn(12))
        {
            new MessageMutator(dice).Change(good);
        }

        var content = good.ToByteArray();
        return dice.OneIn(12) ? ByteMutator.Break(dice, content) : content;
    }

    private static IEnumerable<(string Name, string Value)> HeadersOf(Dice dice, Rpc rpc)
    {
        if (rpc.Waits || dice.OneIn(3))
        {
            yield return ("grpc-timeout", dice.Of(s_timeouts));
        }

        if (dice.OneIn(30))
        {
            yield return dice.Of(s_headers);
        }
    }
}
