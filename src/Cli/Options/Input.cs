using System.CommandLine;
using Cairn.Api.Common.V1;
using Cairn.Cli.Verbs;
using Google.Protobuf;

namespace Cairn.Cli.Options;

/// <summary>The arguments of a workflow, signal, query, update or schedule.</summary>
/// <param name="prefix">What the names of the options begin with, after the dashes; may be empty.</param>
internal sealed class Input(string prefix = "")
{
    /// <summary>The arguments of what the command is about.</summary>
    public static readonly Input Default = new();

    private readonly Option<string[]> texts = new($"--{prefix}input", prefix.Length == 0 ? ["-i"] : [])
    {
        Description = "An argument as JSON. May be repeated, once for each argument.",
        HelpName = "JSON",
    };

    private readonly Option<string[]> files = new($"--{prefix}input-file")
    {
        Description = "A file with an argument as JSON. May be repeated.",
        HelpName = "FILE",
    };

    private readonly Option<string[]> metadata = new($"--{prefix}input-meta")
    {
        Description = "Metadata of all arguments. Default: encoding=json/plain. May be repeated.",
        HelpName = "KEY=VALUE",
    };

    private readonly Option<bool> base64 = new($"--{prefix}input-base64")
    {
        Description = "Arguments are in base 64.",
    };

    /// <summary>All of them.</summary>
    public IEnumerable<Option> Options => [texts, files, metadata, base64];

    /// <summary>The arguments; null if there are none.</summary>
    /// <exception cref="CommandException">One cannot be read.</exception>
    public Payloads? Read(Invocation call)
    {
        var given = call.Get(texts) ?? [];
        var named = call.Get(files) ?? [];
        if (given.Length > 0 && named.Length > 0)
        {
            throw new CommandException($"{texts.Name} and {files.Name} exclude each other.");
        }

        if (given.Length == 0 && named.Length == 0)
        {
            return null;
        }

        var payloads = new Payloads();
        foreach (var text in given)
        {
            payloads.Payloads_.Add(PayloadOf(call, text, texts.Name));
        }

        foreach (var file in named)
        {
            payloads.Payloads_.Add(PayloadOf(call, File.ReadAllText(file), $"{files.Name} {file}"));
        }

        return payloads;
    }

    private Payload PayloadOf(Invocation call, string text, string what)
    {
        var isBase64 = call.Get(base64);
        var given = call.Get(metadata) ?? [];
        if (!isBase64 && given.Length == 0)
        {
            return JsonPayload.Of(text, what);
        }

        var payload = new Payload { Data = DataOf(text, what, isBase64) };
        payload.Metadata["encoding"] = ByteString.CopyFromUtf8("json/plain");
        foreach (var pair in given)
        {
            if (pair.Split('=', 2) is not [{ Length: > 0 } key, { } value])
            {
                throw new CommandException($"{metadata.Name} must be KEY=VALUE, not {pair}.");
            }

            payload.Metadata[key] = ByteString.CopyFromUtf8(value);
        }

        return payload;
    }

    private static ByteString DataOf(string text, string what, bool isBase64)
    {
        try
        {
            return isBase64 ? ByteString.FromBase64(text.Trim()) : ByteString.CopyFromUtf8(text);
        }
        catch (FormatException)
        {
            throw new CommandException($"{what} is not in base 64.");
        }
    }
}
