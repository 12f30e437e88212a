namespace Cairn.Cli.Options;

/// <summary>The options of a command: parses them and explains them.</summary>
/// <param name="options">All options, in the order of the usage text.</param>
internal sealed class OptionTable<TOptions>(params IReadOnlyList<Option<TOptions>> options)
{
    /// <summary>The usage text: one line for each option.</summary>
    public string Usage => string.Join(
        Environment.NewLine,
        options.Select(option => $"  {option.Usage.PadRight(options.Max(one => one.Usage.Length))}  {option.Help}"));

    /// <summary>Parses the arguments of a command; <c>--name value</c> and <c>--name=value</c> mean the same.</summary>
    /// <param name="start">The default options.</param>
    /// <param name="arguments">The arguments.</param>
    /// <exception cref="FormatException">An argument is not valid; the message names it.</exception>
    public TOptions Parse(TOptions start, IEnumerable<string> arguments)
    {
        var rest = new Queue<string>(arguments);
        while (rest.TryDequeue(out var argument))
        {
            var parts = argument.StartsWith("--", StringComparison.Ordinal) ? argument.Split('=', 2) : [argument];
            var option = options.FirstOrDefault(one => one.Name == parts[0] || one.Short == parts[0])
                ?? throw new FormatException($"unknown option {parts[0]}.");
            start = option.Apply(start, ValueOf(option, parts, rest));
        }

        return start;
    }

    private static string ValueOf(Option<TOptions> option, string[] parts, Queue<string> rest) => (option, parts) switch
    {
        ({ Value: null }, [_]) => "",
        ({ Value: null }, _) => throw new FormatException($"{option.Name} takes no value."),
        (_, [_, var value]) => value,
        _ when rest.TryDequeue(out var value) => value,
        _ => throw new FormatException($"{option.Name} needs a value."),
    };
}
