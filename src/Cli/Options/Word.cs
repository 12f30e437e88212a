using System.CommandLine;

namespace Cairn.Cli.Options;

/// <summary>Words behind a verb that need no option before them.</summary>
internal static class Word
{
    /// <summary>Such a word, which may be left out. What begins with a dash is an option that was misspelled.</summary>
    public static Argument<string?> Optional(string name, string description)
    {
        var word = new Argument<string?>(name) { Arity = ArgumentArity.ZeroOrOne, Description = description };
        word.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: ['-', ..] option }])
            {
                result.AddError($"unknown option {option}.");
            }
        });
        return word;
    }
}
