namespace Cairn.Cli.Options;

/// <summary>The options of a command: reads them, and explains them.</summary>
/// <param name="options">Every option, in the order of the usage.</param>
internal sealed class OptionTable<TOptions>(params IReadOnlyList<Option<TOptions>> options)
{
    /// <summary>One line an option.</summary>
    public string Usage => string.Join(
        Environment.NewLine,
        options.Select(option => $"  {option.Usage.PadRight(options.Max(one => one.Usage.Length))}  {option.Help}"));

    /// <summary>Reads the words after a command; <c>--name value</c> and <c>--name=value</c> mean the same.</summary>
    /// <param name="start">The options before any word was read.</param>
    /// <param name="words">The words.</param>
    /// <exception cref="FormatException">One of them is not understood; the message says which.</exception>
    public TOptions Parse(TOptions start, IEnumerable<string> words)
    {
        var left = new Queue<string>(words);
        while (left.TryDequeue(out var word))
        {
            var parts = word.StartsWith("--", StringComparison.Ordinal) ? word.Split('=', 2) : [word];
            var option = options.FirstOrDefault(one => one.Name == parts[0] || one.Short == parts[0])
                ?? throw new FormatException($"unknown option {parts[0]}.");
            start = option.Apply(start, ValueOf(option, parts, left));
        }

        return start;
    }

    private static string ValueOf(Option<TOptions> option, string[] parts, Queue<string> left) => (option, parts) switch
    {
        ({ Value: null }, [_]) => "",
        ({ Value: null }, _) => throw new FormatException($"{option.Name} takes no value."),
        (_, [_, var value]) => value,
        _ when left.TryDequeue(out var value) => value,
        _ => throw new FormatException($"{option.Name} needs a value."),
    };
}
