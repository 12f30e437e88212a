using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Samples;

/// <summary>The command line of a sample: options that have a value each and may be left out.</summary>
public sealed class SampleArguments
{
    private const string Data = "--data";

    private readonly Dictionary<string, string> values;

    private SampleArguments(Dictionary<string, string> values) => this.values = values;

    /// <summary>
    /// Reads a command line. If it is wrong, says so on the standard error stream and ends the process with exit code
    /// 2.
    /// </summary>
    /// <param name="args">The words of the command line.</param>
    /// <param name="options">The options that the sample has besides --data.</param>
    public static SampleArguments Read(string[] args, params string[] options)
    {
        ArgumentNullException.ThrowIfNull(args);
        string[] known = [Data, .. options];
        var values = new Dictionary<string, string>();
        for (var i = 0; i < args.Length; i += 2)
        {
            if (!known.Contains(args[i]))
            {
                Refuse($"{args[i]} is not known; the options are {string.Join(", ", known)}");
            }

            if (i + 1 == args.Length)
            {
                Refuse($"{args[i]} needs a value");
            }

            values[args[i]] = args[i + 1];
        }

        return new(values);
    }

    /// <summary>The value of an option; null if it was left out.</summary>
    public string? Text(string option) => values.GetValueOrDefault(option);

    /// <summary>The value of an option that is a number, at least 1.</summary>
    /// <param name="option">The option.</param>
    /// <param name="otherwise">The number if it was left out.</param>
    public int Number(string option, int otherwise)
    {
        if (Text(option) is not { } text)
        {
            return otherwise;
        }

        if (!int.TryParse(text, CultureInfo.InvariantCulture, out var number) || number < 1)
        {
            Refuse($"{option} must be a number of at least 1, not {text}");
        }

        return number;
    }

    /// <summary>
    /// Opens the folder of the sample's files: the one that --data names, which is kept for the next run, or a
    /// temporary one.
    /// </summary>
    public DataFolder OpenData() => new(Text(Data));

    [DoesNotReturn]
    private static void Refuse(string message)
    {
        Console.Error.WriteLine(message);
        Environment.Exit(2);
    }
}
